import type { Judging } from './judging.ts'

/** What is heard. */
export function judgeSound({ tell, file, intent }: Judging): void {
  if (file !== null && file.sound === null && intent !== null && intent.loudness !== null)
    tell('sound.missing', {
      message: 'There is no sound, and the template has some.',
      whatToDo: 'Render it again; if it stays away, look at the sounds of the template.',
    })
}
