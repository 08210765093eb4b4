import { expect, test } from 'vitest'
import { drawGraph } from '../../../src-main/core/plan-merge/draw-graph.ts'
import { createPlanMerge } from '../../../src-main/core/plan-merge/merge-plans.ts'
import { createPlanPacker } from '../../../src-main/core/plan-merge/pack-plans.ts'
import { readWholeXml } from '../../../src-main/outside/tables/xlsx/xml.ts'
import type { BatchPlan } from '../../../src-shared/plans/batch-plan.ts'
import type { VideoPlan } from '../../../src-shared/plans/plan.ts'
import { planOf } from './made-plans.ts'

function batchOf(plans: VideoPlan[], template = 'showcase'): BatchPlan {
  const packer = createPlanPacker()
  for (const plan of plans) packer.add(plan)
  const merge = createPlanMerge()
  merge.add(packer.packed())
  return {
    template,
    languages: ['en'],
    rows: plans.length,
    rejectedRows: 0,
    problems: [],
    problemCount: 0,
    inspection: null,
    graph: null,
    took: 1,
    ...merge.result(),
  }
}

type Drawn = { boxes: { x: number; width: number; fill: string }[]; words: string; elements: string[] }

/** What a browser would see; rejects what is not well-formed. */
async function looked(svg: string): Promise<Drawn> {
  const drawn: Drawn = { boxes: [], words: '', elements: [] }
  async function* bytes() {
    yield Buffer.from(svg)
  }
  await readWholeXml(bytes(), {
    open(name, attribute) {
      drawn.elements.push(name)
      if (name === 'rect' && attribute('x') !== undefined)
        drawn.boxes.push({
          x: Number(attribute('x')),
          width: Number(attribute('width')),
          fill: attribute('fill') ?? '',
        })
    },
    text(text) {
      drawn.words += `${text}\n`
    },
  })
  return drawn
}

test('time runs to the right: a segment of twice the length is twice as wide, and they stand side by side', async () => {
  const { boxes, words } = await looked(
    drawGraph(
      batchOf([
        planOf([
          { content: 'opening', frames: 30, label: 'scene opening' },
          { content: 'product', frames: 60, follows: 2, because: 'follows', label: 'scene product' },
        ]),
      ]),
    ),
  )
  const [opening, product] = boxes.slice(4)
  expect((product!.width + 2) / (opening!.width + 2)).toBeCloseTo(2, 2)
  expect(product!.x).toBeCloseTo(opening!.x + opening!.width + 2, 0)
  expect(opening!.fill).not.toBe(product!.fill)
  expect(words).toContain('scene product')
  expect(words).toContain('1 for 1')
  expect(words).toContain('Cut here because from here on the picture follows from something else.')
})

test('names that look like markup stay words, and nothing in the drawing runs', async () => {
  const hostile = '</text><script>alert(1)</script>&\u0000\u001b[31m"\''
  const { elements, words } = await looked(
    drawGraph(
      batchOf([planOf([{ content: 'a', frames: 300, label: hostile }], { format: hostile })], hostile),
    ),
  )
  expect(new Set(elements)).toEqual(new Set(['svg', 'title', 'rect', 'text']))
  expect(words).toContain('<script>alert(1)</script>&')
})

test('a batch without a video is drawn, too', async () => {
  expect((await looked(drawGraph(batchOf([])))).words).toContain('0 videos')
})
