import {
  IconLayoutAlignBottom,
  IconLayoutAlignCenter,
  IconLayoutAlignLeft,
  IconLayoutAlignMiddle,
  IconLayoutAlignRight,
  IconLayoutAlignTop,
  IconLayoutDistributeHorizontal,
  IconLayoutDistributeVertical,
} from '@tabler/icons-react'
import { Tool } from '../../parts/tool.tsx'
import { align, distribute } from '../../state/editor-layers.ts'
import type { Alignment } from '../../view-math/editor-align.ts'
import { words } from '../../words/words.ts'

const icons: Record<Alignment, typeof IconLayoutAlignLeft> = {
  left: IconLayoutAlignLeft,
  centre: IconLayoutAlignCenter,
  right: IconLayoutAlignRight,
  top: IconLayoutAlignTop,
  middle: IconLayoutAlignMiddle,
  bottom: IconLayoutAlignBottom,
}

/** Aligns what is chosen: one layer with the frame, several with each other. */
export function Arrange({ count }: { count: number }) {
  const { arrange } = words.editor
  const labelOf = count > 1 ? arrange.together : arrange.inFrame
  return (
    <div className="editor-arrange" role="toolbar" aria-label={arrange.label}>
      {(Object.keys(icons) as Alignment[]).map((how) => {
        const Icon = icons[how]
        return (
          <Tool size={24} key={how} label={labelOf[how]} onClick={() => align(how)}>
            <Icon size={16} stroke={1.6} />
          </Tool>
        )
      })}
      {count > 1 && (
        <>
          <i />
          <Tool size={24} label={arrange.distributeX} disabled={count < 3} onClick={() => distribute('x')}>
            <IconLayoutDistributeVertical size={16} stroke={1.6} />
          </Tool>
          <Tool size={24} label={arrange.distributeY} disabled={count < 3} onClick={() => distribute('y')}>
            <IconLayoutDistributeHorizontal size={16} stroke={1.6} />
          </Tool>
        </>
      )}
    </div>
  )
}
