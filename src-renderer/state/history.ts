import { create } from 'zustand'
import type { Batch } from '../../src-shared/batches/batch.ts'
import type { HistoryOrder } from '../../src-shared/contract/insight.ts'
import type { Span } from '../view-math/insight.ts'

export type HistoryView = {
  tab: 'batches' | 'over-time'
  text: string
  status: Batch['status'] | null
  template: string | null
  /** Days like `2026-11-21`, both included; empty: no limit. */
  from: string
  to: string
  order: HistoryOrder
  descending: boolean
  span: Span
}

/** How the history was looked at last: it is as it was when one comes back from a batch. */
export const useHistory = create<HistoryView>()(() => ({
  tab: 'batches',
  text: '',
  status: null,
  template: null,
  from: '',
  to: '',
  order: 'created',
  descending: true,
  span: '30',
}))

export const viewHistory = (change: Partial<HistoryView>) => useHistory.setState(change)

/** By a column: first the largest or latest, names from A on; once more: the other way round. */
export function sortHistory(order: HistoryOrder): void {
  useHistory.setState((view) => ({
    order,
    descending: view.order === order ? !view.descending : order !== 'name',
  }))
}
