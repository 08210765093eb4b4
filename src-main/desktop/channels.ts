/** Between the window's page and the studio: questions, news, wishes; `connect` is how a page begins to listen. */
export const channels = {
  ask: 'reelmill:ask',
  events: 'reelmill:events',
  wishes: 'reelmill:wishes',
  connect: 'reelmill:connect',
} as const

export const pageScheme = 'reelmill'
/** The only page there is. */
export const pageAddress = `${pageScheme}://studio/index.html`
export const mediaScheme = 'reelmill-media'
