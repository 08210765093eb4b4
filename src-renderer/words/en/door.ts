export const door = {
  door: {
    typeFolder: 'Folder on this machine',
    typeFile: 'File to write, on this machine',
    typeHint: 'The videos are made on the machine that the studio runs on: the path is one of its own.',
    take: 'Use it',
    taken: 'There is a file of this name already.',
    replace: 'Replace it',
    uploading: (name: string) => `Handing over ${name}…`,
    wayIn: {
      title: 'This tab is not let in yet',
      noWord: 'The studio opens for an address that holds a word, and this tab was opened without it.',
      shutTitle: 'This address is of an earlier start',
      shut: 'The studio was started anew since, and has another word now.',
      where: 'Its address stands in the terminal in which it was started:',
      label: 'Address of the studio',
      wrong: 'That is not the whole address: it ends with #word= and 43 characters.',
      enter: 'Open the studio',
      note: 'Each tab is let in by itself, and stays so while it is open. The word is kept in no cookie, and goes to no other page.',
    },
    imported: (name: string, version: string) => `Template ${name} ${version} is in the library.`,
  },
}
