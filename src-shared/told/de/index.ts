import type { Sentences } from '../catalogue.ts'
import { composed } from './composed.ts'
import { coreExpressions } from './core-expressions.ts'
import { coreRows } from './core-rows.ts'
import { coreTemplates } from './core-templates.ts'
import { coreWork } from './core-work.ts'
import { descriptions } from './descriptions.ts'
import { doors } from './doors.ts'
import { ground } from './ground.ts'
import { outsideAssets } from './outside-assets.ts'
import { outsideStudio } from './outside-studio.ts'
import { outsideTables } from './outside-tables.ts'
import { phrases } from './phrases.ts'
import { quality } from './quality.ts'
import { review } from './review.ts'
import { reviewPackages } from './review-packages.ts'
import { servicesBatches } from './services-batches.ts'
import { servicesMaking } from './services-making.ts'
import { servicesTemplates } from './services-templates.ts'

/** All German sentences, by the floor and room that says them. A sentence stands in one of them; the order is of no account. */
export const rooms: readonly Sentences[] = [
  coreExpressions,
  coreRows,
  coreTemplates,
  coreWork,
  doors,
  ground,
  outsideAssets,
  outsideStudio,
  outsideTables,
  quality,
  review,
  reviewPackages,
  servicesBatches,
  servicesMaking,
  servicesTemplates,
  composed,
  descriptions,
  phrases,
]

export const german: Sentences = Object.assign({}, ...rooms)
