import { isIP } from 'node:net'
import { localAddressFault, WebFault } from './web-fault.ts'

/**
 * What can be known of an address before connecting: https, no credentials, an allowed port, no literal address of the
 * local network (the URL parser has turned `https://2130706433/` and `https://0x7f.1/` into 127.0.0.1 by then). Asked
 * for the first address and for each redirection.
 */
export function checkAddress(
  address: string,
  rules: { ports: readonly number[]; mayConnect: (address: string) => boolean },
): URL | WebFault {
  const refuse = (rule: string, message: string, whatToDo: string) =>
    new WebFault({ rule, message, whatToDo, mayPass: false })
  if (!URL.canParse(address)) {
    return refuse(
      'asset.address',
      'The web address is not valid.',
      'Check the address; open it in a browser.',
    )
  }
  const url = new URL(address)
  url.hash = ''
  if (url.protocol !== 'https:') {
    return refuse(
      'asset.scheme',
      `Files are fetched by https: only, not by ${url.protocol}`,
      'Use the https: address of the file, or download it and give its path.',
    )
  }
  if (url.username !== '' || url.password !== '') {
    return refuse(
      'asset.credentials',
      `The address on ${url.host} carries a user name or a password.`,
      'Take it out of the table: download the file and give its path.',
    )
  }
  const port = url.port === '' ? 443 : Number(url.port)
  if (!rules.ports.includes(port)) {
    return refuse(
      'asset.port',
      `${url.hostname} is to be asked on port ${port}; files are fetched on port ${rules.ports.join(', ')} only.`,
      'Use an address without a port, or download the file and give its path.',
    )
  }
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) !== 0 && !rules.mayConnect(host)) return localAddressFault(host)
  return url
}
