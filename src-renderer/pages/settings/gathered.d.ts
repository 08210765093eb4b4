/** Gathered when the page is bundled: `scripts/licences.ts`. */
declare module 'virtual:licences' {
  export const licences: import('../../../src-shared/contract/licences.ts').Licences
}
