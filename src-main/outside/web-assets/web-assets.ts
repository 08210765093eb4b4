import { createHash } from 'node:crypto'
import { open, rm } from 'node:fs/promises'
import type { LookupFunction } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { type Dispatcher, request } from 'undici'
import { createConnections } from './connections.ts'
import { freshFor, retryAfter } from './http-times.ts'
import { isPublicAddress } from './public-addresses.ts'
import { createTurns } from './turns.ts'
import { checkAddress } from './web-address.ts'
import { addressHash, type CacheEntry, createWebCache } from './web-cache.ts'
import { faultOf, shownAddress, statusFault, WebFault, type WebProblem } from './web-fault.ts'

export type WebAssetSetup = {
  /** Folder of the cache; made when it is not there. */
  folder: string
  /** Bytes of one file (default 200 MB). */
  maxBytes?: number
  /** Milliseconds until a connection stands (default 10 s). */
  connectTimeout?: number
  /** Milliseconds without an answer, or without a further byte (default 30 s). */
  idleTimeout?: number
  /** Milliseconds for one file, with all redirections and retries (default 5 min). */
  wholeTimeout?: number
  /** Further tries after the first, when the fault may pass (default 3). */
  retries?: number
  /** Milliseconds before retry 1, 2, 3 (default 500, 1,000, 2,000, a quarter more or less). */
  backOff?: (retry: number) => number
  /** Files at once, in all and of one host (default 6 and 3). */
  atOnce?: number
  perHost?: number
  /** Redirections of one file, each judged anew (default 5). */
  redirects?: number
  /** What the cache keeps: days since the last use, bytes in all (default 30 days, 20 GB). */
  keepDays?: number
  keepBytes?: number
  /**
   * The strict defaults keep fetching out of the local network. Only tests, which have no other server than one on this
   * machine, replace these four: which addresses may be connected to, which ports, how names are looked up, and which
   * certificate authorities are trusted besides.
   */
  mayConnect?: (address: string) => boolean
  ports?: readonly number[]
  lookup?: LookupFunction
  ca?: string[]
}

/** A fetched file in the cache. `content` is the SHA-256 of its bytes, lower-case hex. */
type WebFile = { path: string; content: string; bytes: number; from: 'network' | 'cache' }

export type WebAssets = {
  /**
   * Fetches an https address into the cache, or finds it there. `judge` sees the first bytes of the file before the
   * rest is fetched, and may refuse it. Never rejects.
   */
  fetch(address: string, judge: Judge): Promise<{ ok: WebFile } | { problem: WebProblem }>
  /** Drops what nobody used for long; see `WebCache.tidy`. */
  tidy(): Promise<{ removed: number; bytes: number }>
  close(): Promise<void>
}
/** `reason` tells judges apart: two askers with the same reason share one fetch. */
export type Judge = {
  reason: string
  headBytes: number
  look: (head: Uint8Array) => Omit<WebProblem, 'mayPass'> | null
}

// A host that is away is not asked again for each of ten thousand rows.
const silentAfter = 2
const silentFor = 60_000

export function createWebAssets(setup: WebAssetSetup): WebAssets {
  const limits = {
    maxBytes: setup.maxBytes ?? 200_000_000,
    connectTimeout: setup.connectTimeout ?? 10_000,
    idleTimeout: setup.idleTimeout ?? 30_000,
    wholeTimeout: setup.wholeTimeout ?? 300_000,
    retries: setup.retries ?? 3,
    redirects: setup.redirects ?? 5,
    perHost: setup.perHost ?? 3,
    ports: setup.ports ?? [443],
  }
  const backOff = setup.backOff ?? ((retry: number) => 500 * 2 ** (retry - 1) * (0.75 + Math.random() / 2))
  const mayConnect = setup.mayConnect ?? isPublicAddress
  const cache = createWebCache(setup.folder)
  const turns = createTurns({ atOnce: setup.atOnce ?? 6, perKey: limits.perHost })
  const connections = createConnections({
    connectTimeout: limits.connectTimeout,
    perHost: limits.perHost,
    mayConnect,
    ...(setup.lookup === undefined ? {} : { lookup: setup.lookup }),
    ...(setup.ca === undefined ? {} : { ca: setup.ca }),
  })
  const underWay = new Map<string, Promise<{ ok: WebFile } | { problem: WebProblem }>>()
  const silentHosts = new Map<string, { failures: number; until: number }>()

  async function fetchOnce(
    address: string,
    judge: Judge,
  ): Promise<{ ok: WebFile } | { problem: WebProblem }> {
    const shown = shownAddress(address)
    const checked = checkAddress(address, { ports: limits.ports, mayConnect })
    if (checked instanceof WebFault) return { problem: checked.problem }
    const url = checked
    try {
      const known = await cache.find(url.href)
      if (known !== null && known.freshUntil > Date.now()) return { ok: fromCache(known) }
      return await turns.take(url.hostname, async () => {
        const silent = silentHosts.get(url.hostname)
        if (silent !== undefined && silent.failures >= silentAfter && silent.until > performance.now()) {
          return { problem: awayProblem(shown, url.hostname) }
        }
        const file = await withRetries(url, known, judge)
        silentHosts.delete(url.hostname)
        return { ok: file }
      })
    } catch (thrown) {
      const fault = faultOf(thrown, shown, url.hostname)
      if (fault.hostIsAway) {
        silentHosts.set(url.hostname, {
          failures: (silentHosts.get(url.hostname)?.failures ?? 0) + 1,
          until: performance.now() + silentFor,
        })
      }
      return { problem: fault.problem }
    }
  }

  async function withRetries(url: URL, known: CacheEntry | null, judge: Judge): Promise<WebFile> {
    const shown = shownAddress(url)
    const whole = AbortSignal.timeout(limits.wholeTimeout)
    for (let tried = 0; ; tried += 1) {
      try {
        return await follow(url, known, judge, whole)
      } catch (thrown) {
        const fault = faultOf(whole.aborted ? whole.reason : thrown, shown, url.hostname)
        if (!fault.retryNow || tried >= limits.retries || whole.aborted) throw fault
        const pause = Math.max(backOff(tried + 1), Math.min(fault.retryAfter ?? 0, 60_000))
        await wait(pause, undefined, { signal: whole }).catch(() => {
          throw fault
        })
      }
    }
  }

  /** One try: asks, follows redirections, and stores what comes. */
  async function follow(
    start: URL,
    known: CacheEntry | null,
    judge: Judge,
    signal: AbortSignal,
  ): Promise<WebFile> {
    let url = start
    for (let hops = 0; ; hops += 1) {
      const validators = known !== null && known.answeredBy === addressHash(url.href) ? known : null
      const answer = await request(url, {
        dispatcher: connections,
        signal,
        headersTimeout: limits.idleTimeout,
        bodyTimeout: limits.idleTimeout,
        headers: {
          accept: '*/*',
          // Bytes as they are: nothing is unpacked here, and so nothing can unpack to more than the limit.
          'accept-encoding': 'identity',
          'user-agent': 'Reelmill',
          ...(validators?.etag == null ? {} : { 'if-none-match': validators.etag }),
          ...(validators?.lastModified == null ? {} : { 'if-modified-since': validators.lastModified }),
        },
      })
      const { statusCode, headers } = answer
      if (statusCode === 200) return await store(start, url, answer, judge, signal)
      await discard(answer)
      if (statusCode === 304 && validators !== null) {
        const entry = { ...validators, freshUntil: Date.now() + freshFor(headers, Date.now()) }
        await cache.touch(start.href, entry)
        return fromCache(entry)
      }
      const location = first(headers.location)
      if (![301, 302, 303, 307, 308].includes(statusCode) || location === undefined) {
        throw statusFault(statusCode, shownAddress(start), retryAfter(headers, Date.now()))
      }
      url = redirected(start, url, location, hops)
    }
  }

  function redirected(start: URL, from: URL, location: string, hops: number): URL {
    const shown = shownAddress(start)
    const target = URL.canParse(location, from)
      ? checkAddress(new URL(location, from).href, { ports: limits.ports, mayConnect })
      : null
    if (target instanceof URL && hops < limits.redirects) return target
    if (target instanceof WebFault) {
      throw new WebFault({
        ...target.problem,
        message: `${shown} leads on to an address that is refused: ${target.problem.message}`,
      })
    }
    throw new WebFault({
      rule: 'asset.redirect',
      message:
        target === null
          ? `${shown} leads on to something that is no address.`
          : `${shown} leads on more than ${limits.redirects} times.`,
      whatToDo: 'Open the address in a browser and give the address where the file really is.',
      mayPass: false,
    })
  }

  async function store(
    start: URL,
    url: URL,
    answer: Dispatcher.ResponseData,
    judge: Judge,
    signal: AbortSignal,
  ): Promise<WebFile> {
    const shown = shownAddress(start)
    const announced = Number(first(answer.headers['content-length']) ?? Number.NaN)
    if (announced > limits.maxBytes) {
      answer.body.destroy()
      throw tooLarge(shown, limits.maxBytes, announced)
    }
    const part = await cache.newPart()
    try {
      const received = await receive(answer.body, part, {
        maxBytes: limits.maxBytes,
        judge,
        signal,
        shown,
      })
      const entry: CacheEntry = {
        ...received,
        answeredBy: addressHash(url.href),
        etag: first(answer.headers.etag) ?? null,
        lastModified: first(answer.headers['last-modified']) ?? null,
        freshUntil: Date.now() + freshFor(answer.headers, Date.now()),
      }
      return { path: await cache.keep(start.href, part, entry), ...received, from: 'network' }
    } catch (error) {
      answer.body.destroy()
      await rm(part, { force: true })
      throw error
    }
  }

  function fromCache(entry: CacheEntry): WebFile {
    return { path: cache.fileOf(entry), content: entry.content, bytes: entry.bytes, from: 'cache' }
  }

  return {
    fetch(address, judge) {
      const key = `${judge.reason} ${address}`
      const running = underWay.get(key)
      if (running !== undefined) return running
      const started = fetchOnce(address, judge).finally(() => underWay.delete(key))
      underWay.set(key, started)
      return started
    },
    tidy: () => cache.tidy({ keepDays: setup.keepDays ?? 30, maxBytes: setup.keepBytes ?? 20_000_000_000 }),
    close: () => connections.destroy(),
  }
}

/** Writes a body into a new file, counting, hashing, and showing its head to the judge as soon as it is there. */
async function receive(
  body: AsyncIterable<Uint8Array>,
  part: string,
  rules: { maxBytes: number; judge: Judge; signal: AbortSignal; shown: string },
): Promise<{ content: string; bytes: number }> {
  const { judge, shown } = rules
  const sum = createHash('sha256')
  const heads: Uint8Array[] = []
  let bytes = 0
  let judged = false
  const ask = () => {
    judged = true
    const refused = judge.look(Buffer.concat(heads).subarray(0, judge.headBytes))
    if (refused !== null) throw new WebFault({ ...refused, mayPass: false })
  }
  const file = await open(part, 'wx', 0o600)
  try {
    for await (const chunk of body) {
      rules.signal.throwIfAborted()
      bytes += chunk.length
      if (bytes > rules.maxBytes) throw tooLarge(shown, rules.maxBytes, null)
      if (!judged) {
        heads.push(chunk)
        if (bytes >= judge.headBytes) ask()
      }
      sum.update(chunk)
      await file.writeFile(chunk)
    }
    if (bytes === 0) {
      throw new WebFault({
        rule: 'asset.empty',
        message: `${shown} is an empty file.`,
        whatToDo: 'Upload the file again, or correct the address.',
        mayPass: false,
      })
    }
    if (!judged) ask()
  } finally {
    await file.close()
  }
  return { content: sum.digest('hex'), bytes }
}

async function discard(answer: Dispatcher.ResponseData): Promise<void> {
  // A short rest is read, so that the connection serves again; a long one is cut.
  await answer.body.dump({ limit: 16_384 }).catch(() => undefined)
}

function tooLarge(shown: string, limit: number, bytes: number | null): WebFault {
  const megabytes = (size: number) => `${Number((size / 1_000_000).toPrecision(3))} MB`
  return new WebFault({
    rule: 'asset.too-large',
    message: `${shown} is larger than ${megabytes(limit)}${bytes === null ? '' : ` (${megabytes(bytes)})`}, the limit for fetched files.`,
    whatToDo: 'Download the file and give its path, or give the address of a smaller version.',
    mayPass: false,
  })
}

function awayProblem(shown: string, host: string): WebProblem {
  return {
    rule: 'asset.fetch',
    message: `${shown} was not asked for: ${host} did not answer several times in a row.`,
    whatToDo: 'Check the network and the host, then start again.',
    mayPass: true,
  }
}

function first(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header
}
