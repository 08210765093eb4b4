import { expect, test } from 'vitest'
import { createApi, type Handlers } from '../../src-main/api/create-api.ts'
import { jobIn, mediaHandlers } from '../../src-main/api/media.ts'

const asked: string[][] = []
const api = createApi(
  mediaHandlers({
    async template(parts) {
      asked.push(parts)
      return parts[0] === 'known' ? { path: '/there', mime: 'image/png' } : null
    },
  }) as Handlers,
  (_name, error) => {
    throw error
  },
)
const file = (address: string) => api.ask('media.file', { address })

test('an address finds its file, its names decoded', async () => {
  expect(await file('template/known/poster')).toEqual({ path: '/there', mime: 'image/png' })
  await file('template/known/a%20b').catch(() => {})
  expect(asked.at(-1)).toEqual(['known', 'a b'])
})

test.each([
  'template/../secret',
  'template/known/..',
  'template/%2e%2e/secret',
  'template/known%2Fposter',
  'template/a%5Cb',
  'template/a%00b',
  'template/%E0%A4%A',
  'template//known',
  'template/unknown',
  'constructor/known',
  '__proto__/known',
  'job/1',
  '/etc/passwd',
  'template',
  '',
])('the address %j shows nothing', async (address) => {
  const before = asked.length
  await expect(file(address)).rejects.toMatchObject({
    code: expect.stringMatching(/media\.unknown|request\.invalid/),
  })
  if (address !== 'template/unknown') expect(asked).toHaveLength(before)
})

test("a job's number is digits alone", () => {
  expect(['12', '0', '-1', '1e3', '0x1', '1/2', ''].map((text) => jobIn([text]))).toEqual([
    12,
    ...Array(6).fill(null),
  ])
  expect(jobIn(['1', '2'])).toBeNull()
})
