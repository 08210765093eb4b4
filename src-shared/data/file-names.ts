const device = /^(con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(\.|$)/i

/** Whether Windows finds a device under this name of a file or folder, in every folder and whatever its extension. */
export const isDeviceName = (name: string): boolean => device.test(name)

/** Two paths for which this is the same are one file on some system: letter case and composition don't count there. */
export function pathKey(path: string): string {
  // Upper case first: it also brings together what has no single lower-case form, such as ß and ss on APFS.
  return path.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC')
}
