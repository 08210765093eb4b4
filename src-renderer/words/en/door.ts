export const door = {
  door: {
    typeFolder: 'Folder on this machine',
    typeFile: 'File to write, on this machine',
    typeHint: 'The videos are made on the machine that the studio runs on: the path is one of its own.',
    take: 'Use it',
    uploading: (name: string) => `Handing over ${name}…`,
    imported: (name: string, version: string) => `Template ${name} ${version} is in the library.`,
  },
}
