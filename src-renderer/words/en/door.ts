export const door = {
  door: {
    typeFolder: 'Path of a folder on this machine:',
    typeFile: 'Path of the file to write, on this machine:',
    imported: (name: string, version: string) => `Template ${name} ${version} is in the library.`,
  },
}
