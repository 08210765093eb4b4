import { request } from 'node:https'

/**
 * Whether an https address answers with something other than "not found" or a refusal, within `ms`. Behind a proxy
 * that only the environment knows, it is taken to be: the download itself will tell.
 */
export function isReachable(address, ms = 8_000) {
  if (process.env.HTTPS_PROXY || process.env.https_proxy) return Promise.resolve(true)
  return new Promise((resolve) => {
    let asking
    const limit = setTimeout(() => asking?.destroy(new Error('no answer')), ms)
    const end = (answer) => {
      clearTimeout(limit)
      resolve(answer)
    }
    try {
      asking = request(address, { method: 'HEAD' }, (response) => {
        response.resume()
        end(response.statusCode < 400)
      })
      asking.once('error', () => end(false))
      asking.end()
    } catch {
      end(false)
    }
  })
}
