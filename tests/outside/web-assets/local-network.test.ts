import { createServer, type LookupFunction } from 'node:net'
import { networkInterfaces } from 'node:os'
import { describe, expect, test } from 'vitest'
import { isPublicAddress } from '../../../src-main/outside/web-assets/public-addresses.ts'
import { createWebAssets } from '../../../src-main/outside/web-assets/web-assets.ts'
import { withTempFolder } from '../../helpers/temp-folder.ts'
import { anything, send, withShop } from './test-server.ts'

describe('which addresses are of the public internet', () => {
  test.each(['93.184.215.14', '1.1.1.1', '8.8.8.8', '2606:4700:4700::1111', '2a00:1450:4001:80b::200e'])(
    '%s is',
    (address) => {
      expect(isPublicAddress(address)).toBe(true)
    },
  )

  test.each([
    '127.0.0.1',
    '127.9.9.9',
    '0.0.0.0',
    '0.1.2.3',
    '10.0.0.1',
    '10.255.255.255',
    '172.16.0.1',
    '172.31.9.9',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '100.127.255.255',
    '192.0.0.1',
    '192.0.2.1',
    '198.18.0.1',
    '198.51.100.1',
    '203.0.113.9',
    '224.0.0.1',
    '239.255.255.250',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::127.0.0.1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '::ffff:8.8.8.8',
    '::ffff:0:7f00:1',
    '64:ff9b::7f00:1',
    '64:ff9b::808:808',
    '64:ff9b:1::1',
    '100::1',
    '2001:db8::1',
    '2001::1',
    '2002:7f00:1::',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1',
    'fe80::1%eth0',
    'fec0::1',
    'ff02::1',
    '4000::1',
    'not an address',
    '',
    '2130706433',
    '0x7f.1',
    '127.1',
  ])('%s is not', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })

  test('no address of this machine is, nor of its neighbours, whatever range they are from', () => {
    for (const card of Object.values(networkInterfaces()).flat())
      expect(isPublicAddress(card!.address)).toBe(false)
  })
})

/** A server that counts who connects. Nothing of the local network may ever show up there. */
async function withListener(work: (port: number, connections: () => number) => Promise<void>) {
  let connections = 0
  const server = createServer((socket) => {
    connections += 1
    socket.destroy()
  })
  await new Promise<void>((ready) => server.listen(0, ready))
  try {
    await work((server.address() as { port: number }).port, () => connections)
  } finally {
    await new Promise((closed) => server.close(closed))
  }
}

describe('the strict default', () => {
  test.each([
    '127.0.0.1',
    'localhost',
    '[::1]',
    '10.0.0.1',
    '192.168.0.1',
    '169.254.169.254',
    '100.64.1.1',
    '0.0.0.0',
    '0',
    '2130706433',
    '0x7f000001',
    '0x7f.1',
    '0177.0.0.1',
    '127.1',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[64:ff9b::7f00:1]',
    '[fd00::1]',
    '１２７.0.0.1',
    '127。0。0。1',
  ])('https://%s/ is refused, and nothing connects', async (host) => {
    await withTempFolder((folder) =>
      withListener(async (port, connections) => {
        const web = createWebAssets({ folder, ports: [port, 443], retries: 0 })
        try {
          expect(await web.fetch(`https://${host}:${port}/lamp.jpg`, anything)).toMatchObject({
            problem: { rule: 'asset.local-address', mayPass: false },
          })
          expect(connections()).toBe(0)
        } finally {
          await web.close()
        }
      }),
    )
  })

  const answering =
    (...addresses: string[]): LookupFunction =>
    (_host, options, callback) => {
      const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
      if (options.all) callback(null, found)
      else callback(null, found[0]!.address, found[0]!.family)
    }

  test.each([
    ['a name that leads to this machine', ['127.0.0.1']],
    ['a name with one public and one local answer', ['93.184.215.14', '127.0.0.1']],
    ['a name that leads here by IPv6', ['::1']],
    ['a name with an IPv4 address inside of an IPv6 one', ['::ffff:127.0.0.1']],
    ['a name without an answer', []],
  ])('%s is refused', async (_title, addresses) => {
    await withTempFolder((folder) =>
      withListener(async (port, connections) => {
        const web = createWebAssets({ folder, ports: [port], retries: 0, lookup: answering(...addresses) })
        try {
          expect(await web.fetch(`https://rebind.example:${port}/lamp.jpg`, anything)).toMatchObject({
            problem: { rule: 'asset.local-address' },
          })
          expect(connections()).toBe(0)
        } finally {
          await web.close()
        }
      }),
    )
  })

  test('a name that changes its meaning between two look-ups gains nothing: the one that connects is judged', async () => {
    await withShop(async ({ web, at, answers, asked }) => {
      answers['/a'] = send('a')
      answers['/b'] = send('b')
      let lookups = 0
      const shop = web({
        // The first answer is allowed (here: this machine), the second one is not.
        mayConnect: (address) => address === '127.0.0.1',
        retries: 0,
        perHost: 1,
        lookup(host, options, callback) {
          lookups += 1
          answering(lookups === 1 ? '127.0.0.1' : '127.0.0.2')(host, options, callback)
        },
      })
      answers['/a'] = (_request, response) => response.writeHead(200, { connection: 'close' }).end('a')
      expect(await shop.fetch(at('/a'), anything)).toHaveProperty('ok')
      expect(await shop.fetch(at('/b'), anything)).toMatchObject({ problem: { rule: 'asset.local-address' } })
      expect(lookups).toBe(2)
      expect(asked).toEqual(['GET /a'])
    })
  })

  test('the address at the other end is judged once more when the connection stands', async () => {
    await withShop(async ({ web, at, answers, asked }) => {
      answers['/a'] = send('a')
      let judged = 0
      const shop = web({
        retries: 0,
        mayConnect() {
          judged += 1
          return judged === 1
        },
      })
      expect(await shop.fetch(at('/a'), anything)).toMatchObject({ problem: { rule: 'asset.local-address' } })
      expect(judged).toBe(2)
      expect(asked).toEqual([])
    })
  })
})

describe('redirections into the local network', () => {
  test.each([
    ['https://10.0.0.1/secret', 'asset.local-address'],
    ['https://[::1]/secret', 'asset.local-address'],
    ['https://2130706434/secret', 'asset.local-address'],
    ['//169.254.169.254/latest/meta-data', 'asset.local-address'],
    ['http://shop.example/lamp.jpg', 'asset.scheme'],
    ['file:///etc/passwd', 'asset.scheme'],
    ['https://user:pass@shop.example/lamp.jpg', 'asset.credentials'],
    ['https://shop.example:8443/lamp.jpg', 'asset.port'],
    ['https://', 'asset.redirect'],
  ])('to %s is refused', async (location, rule) => {
    await withShop(async ({ web, at, answers, asked, port }) => {
      answers['/lamp.jpg'] = (_request, response) => response.writeHead(302, { location }).end()
      const fetched = await web({ ports: [443, port] }).fetch(at('/lamp.jpg'), anything)
      expect(fetched).toMatchObject({ problem: { rule, mayPass: false } })
      expect(JSON.stringify(fetched)).not.toContain('pass@')
      expect(asked).toEqual(['GET /lamp.jpg'])
    })
  })

  test('to a name that leads there is refused as well', async () => {
    await withShop(async ({ web, at, answers, port }) => {
      answers['/lamp.jpg'] = (_request, response) =>
        response.writeHead(302, { location: `https://intern.example:${port}/secret` }).end()
      const shop = web({
        lookup(host, options, callback) {
          const address = host === 'shop.example' ? '127.0.0.1' : '127.0.0.3'
          if (options.all) callback(null, [{ address, family: 4 }])
          else callback(null, address, 4)
        },
      })
      expect(await shop.fetch(at('/lamp.jpg'), anything)).toMatchObject({
        problem: {
          rule: 'asset.local-address',
          message: 'intern.example leads into the local network, from which nothing is fetched.',
        },
      })
    })
  })
})

describe('the address itself', () => {
  test.each([
    ['http://shop.example/a', 'asset.scheme'],
    ['ftp://shop.example/a', 'asset.scheme'],
    ['https://user@shop.example/a', 'asset.credentials'],
    ['https://:secret@shop.example/a', 'asset.credentials'],
    ['https://shop.example:22/a', 'asset.port'],
    ['https://shop.example:80/a', 'asset.port'],
    ['lamp.jpg', 'asset.address'],
  ])('%s is refused', async (address, rule) => {
    await withTempFolder(async (folder) => {
      const web = createWebAssets({ folder })
      expect(await web.fetch(address, anything)).toMatchObject({ problem: { rule } })
      await web.close()
    })
  })

  test('a server whose certificate nobody vouches for is refused', async () => {
    await withShop(async ({ web, at, answers, asked }) => {
      answers['/lamp.jpg'] = send('lamp')
      expect(await web({ ca: [] }).fetch(at('/lamp.jpg'), anything)).toMatchObject({
        problem: { rule: 'asset.certificate', mayPass: false },
      })
      expect(await web().fetch(at('/lamp.jpg', 'other.example'), anything)).toMatchObject({
        problem: { rule: 'asset.certificate' },
      })
      expect(asked).toEqual([])
    })
  })
})
