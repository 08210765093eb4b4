import { expect, test } from 'vitest'
import { withTempFolder } from '../helpers/temp-folder.ts'
import { askPage } from './ask.ts'
import { withWindow } from './open-window.ts'

test("an editor's still, its preview with sound and a template's poster reach the page of the window", () =>
  withTempFolder((folder) =>
    withWindow(folder, async ({ page }) => {
      const { editor, source } = await askPage(page, 'editor.open', { template: 'personal-ad' })
      const view = { editor, row: 0, language: 'en', format: 'square' }
      const changed = source.replace(/"title": "[^"]*"/, '"title": "Changed"')
      expect(await askPage(page, 'editor.change', { editor, source: changed })).toMatchObject({
        usable: true,
      })
      const { still } = await askPage(page, 'editor.still', { ...view, at: 1 })
      expect(await sizeOfPicture(still)).toEqual([1080, 1080])
      expect(await sizeOfPicture('template/personal-ad/poster')).toEqual([640, 360])
      const { proxy, duration } = await askPage(page, 'editor.proxy', { ...view, width: 160 })
      const played = await page.evaluate(
        (address) =>
          new Promise<number[]>((resolve, reject) => {
            const { mediaUrl } = (globalThis as unknown as { reelmill: { mediaUrl(at: string): string } })
              .reelmill
            const video = document.createElement('video')
            video.onloadedmetadata = () => resolve([video.videoWidth, video.videoHeight, video.duration])
            video.onerror = () => reject(new Error(video.error?.message))
            video.src = mediaUrl(address)
          }),
        proxy,
      )
      expect(played.slice(0, 2)).toEqual([160, 160])
      expect(played[2]).toBeCloseTo(duration, 1)
      await askPage(page, 'editor.discard', { editor })
      await askPage(page, 'editor.close', { editor })

      function sizeOfPicture(address: string): Promise<number[]> {
        return page.evaluate(
          (own) =>
            new Promise<number[]>((resolve, reject) => {
              const { mediaUrl } = (globalThis as unknown as { reelmill: { mediaUrl(at: string): string } })
                .reelmill
              const picture = new Image()
              picture.onload = () => resolve([picture.naturalWidth, picture.naturalHeight])
              picture.onerror = () => reject(new Error(`${own} is no picture`))
              picture.src = mediaUrl(own)
            }),
          address,
        )
      }
    }),
  ))
