import type { ElectronApplication } from 'playwright'

/**
 * A question from outside (`app.evaluate`) reaches Electron's main process through its inspector, between any two steps of
 * what it does. Now and then a `process.nextTick` is then left lying: it is in Node's queue, and Node has noted that nothing
 * waits there. Those behind it don't run either, so streams (which an own protocol answers with, too) stand still until some
 * promise is rejected. Without an inspector it was never seen.
 *
 * Therefore one is rejected ten times a second, by a timer, which makes Node look into its queue.
 */
export function runLostTicks(app: ElectronApplication): Promise<void> {
  return app.evaluate(() => {
    const timer = setInterval(() => {
      const rejected = Promise.reject(new Error('nobody is told of this'))
      // In the same queue: once this one runs, those before it have run.
      process.nextTick(() => rejected.catch(() => {}))
    }, 100)
    timer.unref()
  })
}

/** Leaves a tick lying in the main process, as it happens by chance. Answers whether it has run by the time asked. */
export async function loseTick(app: ElectronApplication): Promise<() => Promise<boolean>> {
  await app.evaluate(() => {
    const { createHook } = process.getBuiltinModule('node:async_hooks')
    const { _tickCallback } = process as unknown as { _tickCallback(): void }
    // Runs what waits at the one moment when Node has noted that a tick waits, and has not put it into its queue yet.
    const between = createHook({
      init(_id, type) {
        if (type === 'TickObject') _tickCallback()
      },
    }).enable()
    process.nextTick(() => Object.assign(globalThis, { tickRan: true }))
    between.disable()
  })
  return () => app.evaluate(() => 'tickRan' in globalThis)
}
