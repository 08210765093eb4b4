import type { Wish } from '../../src-shared/contract/bridge.ts'
import { ask, onWish } from '../bridge/bridge.ts'
import { tell, tellFault } from '../parts/tell.tsx'
import { placeOf } from '../view-math/places.ts'
import { words } from '../words/words.ts'
import { useActions } from './actions.ts'
import { chooseTable } from './new-batch.ts'
import { go } from './places.ts'

/** Begins to do what a person wishes in the menu, the tray, by a notification or by opening a file. */
export function hearWishes(): void {
  onWish((wish) => void fulfil(wish).catch(tellFault))
}

async function fulfil(wish: Wish): Promise<void> {
  switch (wish.wish) {
    case 'place':
      return go(placeOf(wish.address))
    case 'table':
      go({ name: 'new-batch' })
      return chooseTable(wish.path)
    case 'template': {
      go({ name: 'templates' })
      const { name, version } = await ask('template.import', { path: wish.path })
      return tell(words.door.imported(name, version))
    }
    case 'action': {
      const { everywhere, here } = useActions.getState()
      return [...here, ...everywhere].find(({ id }) => id === wish.id)?.run()
    }
    default:
      wish satisfies never
  }
}
