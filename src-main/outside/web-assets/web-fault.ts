import type { RowProblem } from '../../../src-shared/data/rows.ts'

/** Why a file could not be fetched, in the words that a rejected row shows. */
export type WebProblem = Pick<RowProblem, 'rule' | 'message' | 'whatToDo'> & {
  /** Another try later may succeed: the network, the server or the disk was at fault, not the address. */
  mayPass: boolean
}

/** Thrown inside of this room only; callers get its `problem`. */
export class WebFault extends Error {
  readonly problem: WebProblem
  /** Milliseconds that the server asked to wait. */
  readonly retryAfter: number | undefined
  /** The host itself did not answer, whatever file of it was asked for. */
  readonly hostIsAway: boolean
  /** Another try within seconds makes sense. */
  readonly retryNow: boolean

  constructor(
    problem: WebProblem,
    more: { retryAfter?: number | undefined; hostIsAway?: boolean; retryNow?: boolean } = {},
  ) {
    super(problem.message)
    this.problem = problem
    this.retryAfter = more.retryAfter
    this.hostIsAway = more.hostIsAway ?? false
    this.retryNow = more.retryNow ?? problem.mayPass
  }
}

/** The address refused by the rule that keeps fetching out of the local network. */
export class LocalAddress extends Error {
  readonly host: string
  constructor(host: string) {
    super(`${host} is an address of the local network`)
    this.host = host
  }
}

/** An address as messages and logs may show it: without query, fragment and credentials, which may hold secrets. */
export function shownAddress(address: string | URL): string {
  const url = typeof address === 'string' && URL.canParse(address) ? new URL(address) : address
  if (typeof url === 'string') return 'the address'
  const path = url.pathname.length > 200 ? `${url.pathname.slice(0, 200)}…` : url.pathname
  return `${url.protocol}//${url.host}${path}`
}

export function localAddressFault(host: string): WebFault {
  return new WebFault({
    rule: 'asset.local-address',
    message: `${host} leads into the local network, from which nothing is fetched.`,
    whatToDo: 'Copy the file into the folder of the data and give its path.',
    mayPass: false,
  })
}

/** The sentence for a status that is neither success, redirection nor 304. */
export function statusFault(status: number, shown: string, retryAfter: number | undefined): WebFault {
  const mayPass = [408, 425, 429, 500, 502, 503, 504].includes(status)
  const [rule, why, whatToDo] =
    status === 404 || status === 410
      ? ['asset.missing', 'the server has no such file', 'Correct the address, or upload the file again.']
      : status === 401 || status === 403 || status === 407
        ? [
            'asset.forbidden',
            'the server does not give it to everybody',
            'Download the file and give its path, or use an address that needs no login.',
          ]
        : status === 429
          ? [
              'asset.fetch',
              'the server says that it is asked too often',
              'Wait some minutes and start again.',
            ]
          : status >= 500
            ? [
                'asset.fetch',
                'the server has a fault of its own',
                'Try again later, or download the file by hand.',
              ]
            : [
                'asset.fetch',
                'the server refused',
                'Open the address in a browser to see what the server wants.',
              ]
  return new WebFault(
    { rule, message: `${shown} can't be fetched: ${why} (HTTP ${status}).`, whatToDo, mayPass },
    { retryAfter },
  )
}

/** Turns whatever the network, the disk or a time limit threw into a fault. */
export function faultOf(thrown: unknown, shown: string, host: string): WebFault {
  if (thrown instanceof WebFault) return thrown
  const chain = causes(thrown)
  const local = chain.find((error) => error instanceof LocalAddress)
  if (local !== undefined) return localAddressFault(local.host)
  const code = chain.map(codeOf).find((found) => found !== undefined) ?? 'unknown'

  if (code === 'ENOTFOUND') {
    return new WebFault(
      {
        rule: 'asset.fetch',
        message: `${shown} can't be fetched: no host of the name ${host} is known.`,
        whatToDo: 'Check the spelling of the host name and whether this machine is online.',
        mayPass: true,
      },
      { hostIsAway: true, retryNow: false },
    )
  }
  if (code === 'EAI_AGAIN') {
    return network(
      `${shown} can't be fetched: the name server does not answer.`,
      'Check whether this machine is online, then start again.',
      true,
    )
  }
  if (timeouts.has(code)) {
    return network(
      `${shown} can't be fetched: ${timeouts.get(code)}.`,
      'Try again later, or download the file by hand and give its path.',
      code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'ETIMEDOUT',
    )
  }
  if (/^(CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_TLS_|ERR_SSL_|EPROTO|HOSTNAME_MISMATCH)/.test(code)) {
    return new WebFault({
      rule: 'asset.certificate',
      message: `${shown} can't be fetched: the certificate of ${host} can't be trusted (${code}).`,
      whatToDo:
        'Use another address. A company certificate is trusted when NODE_EXTRA_CA_CERTS names its file.',
      mayPass: false,
    })
  }
  if (diskCodes.has(code)) {
    return new WebFault(
      {
        rule: 'asset.disk',
        message: `${shown} was fetched but can't be stored: ${diskCodes.get(code)} (${code}).`,
        whatToDo: 'Make room in the studio folder, or choose another one, and start again.',
        mayPass: true,
      },
      { retryNow: false },
    )
  }
  if (networkCodes.has(code)) {
    return network(
      `${shown} can't be fetched: ${networkCodes.get(code)} (${code}).`,
      'Try again later; if it stays so, check the firewall and the address.',
      code !== 'UND_ERR_SOCKET' && code !== 'ECONNRESET' && code !== 'EPIPE',
    )
  }
  return new WebFault({
    rule: 'asset.fetch',
    message: `${shown} can't be fetched (${code}).`,
    whatToDo: 'Open the address in a browser; if it works there, download the file and give its path.',
    mayPass: false,
  })
}

function network(message: string, whatToDo: string, hostIsAway: boolean): WebFault {
  return new WebFault({ rule: 'asset.fetch', message, whatToDo, mayPass: true }, { hostIsAway })
}

const timeouts = new Map([
  ['UND_ERR_CONNECT_TIMEOUT', 'the server did not take the connection in time'],
  ['ETIMEDOUT', 'the server did not take the connection in time'],
  ['UND_ERR_HEADERS_TIMEOUT', 'the server took the request but did not answer in time'],
  ['UND_ERR_BODY_TIMEOUT', 'the server stopped sending'],
  ['TimeoutError', 'it took longer than the time limit'],
])
const networkCodes = new Map([
  ['ECONNREFUSED', 'the server does not take connections'],
  ['ECONNRESET', 'the connection was cut'],
  ['EPIPE', 'the connection was cut'],
  ['UND_ERR_SOCKET', 'the connection was cut'],
  ['EHOSTUNREACH', 'there is no way to the server'],
  ['ENETUNREACH', 'there is no network'],
  ['ENETDOWN', 'there is no network'],
  ['EADDRNOTAVAIL', 'there is no network'],
  ['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'less arrived than was announced'],
])
const diskCodes = new Map([
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'the quota is used up'],
  ['EROFS', 'the disk is read-only'],
  ['EACCES', 'the studio folder may not be written'],
  ['EMFILE', 'too many files are open'],
  ['EIO', 'the disk reports a fault'],
])

/** An error, its causes and the parts of an aggregate, outermost first. */
function causes(thrown: unknown): unknown[] {
  const found: unknown[] = []
  const queue = [thrown]
  while (queue.length > 0 && found.length < 20) {
    const error = queue.shift()
    if (!(error instanceof Error)) continue
    found.push(error)
    if (error instanceof AggregateError) queue.push(...error.errors)
    queue.push(error.cause)
  }
  return found
}

function codeOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown }).code
  if (typeof code === 'string') return code
  return (error as Error).name === 'TimeoutError' ? 'TimeoutError' : undefined
}
