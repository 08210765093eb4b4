/*
 * Loaded before every desktop test file: of the displays that were started for them, the one that no other file uses now.
 */
const displays = process.env.REELMILL_TEST_DISPLAYS?.split(' ').filter(Boolean) ?? []
const own = displays[(Number(process.env.VITEST_POOL_ID) - 1) % displays.length]
if (own !== undefined) process.env.DISPLAY = own
