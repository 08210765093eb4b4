import '../looks/home.css'
import { Button, Menu } from '@mantine/core'
import { IconChevronDown, IconCirclePlus, IconFileSpreadsheet } from '@tabler/icons-react'
import { ask } from '../bridge/bridge.ts'
import { DropPlace } from '../parts/drop-place.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { tellFault } from '../parts/tell.tsx'
import { useActionsHere } from '../state/actions.ts'
import { answers, startSample } from '../state/home.ts'
import { chooseTable } from '../state/new-batch.ts'
import { go } from '../state/places.ts'
import { useStudio } from '../state/studio.ts'
import { useToReview } from '../state/to-review.ts'
import { needsOf, runningOf } from '../view-math/home.ts'
import { words } from '../words/words.ts'
import { FirstStart } from './home/first-start.tsx'
import { LatestBatches } from './home/latest-batches.tsx'
import { NeedsList } from './home/needs-list.tsx'
import { RunningList } from './home/running-list.tsx'

/** What runs, what waits for a person, what was made last, and how a new batch is begun. */
export function HomePage() {
  const isFirstStart = useStudio(({ batches }) => batches.length === 0)
  useActionsHere({
    'home.choose-table': chooseTableNow,
    'home.pause-all': () => void answers.pauseAll(),
    'home.resume-all': () => void answers.resumeAll(),
    'home.sample': () => void startSample(),
  })
  return (
    <DropPlace label={words.places.home} after={() => go({ name: 'new-batch' })}>
      <div className="page-scroll">
        {isFirstStart ? <FirstStart onChoose={chooseTableNow} /> : <Studio />}
      </div>
    </DropPlace>
  )
}

function Studio() {
  const batches = useStudio(({ batches }) => batches)
  const queue = useStudio(({ queue }) => queue)
  const farm = useStudio(({ farm }) => farm)
  const toReview = useToReview(batches)
  const needs = needsOf({ batches, queue, farm, toReview }, Date.now())
  const running = runningOf(queue)
  return (
    <div className="page-column home">
      <PageHead title={words.places.home} line={words.home.line(running.length, needs.length)}>
        <Button.Group>
          <Button leftSection={<IconCirclePlus size={16} />} onClick={() => go({ name: 'new-batch' })}>
            {words.places['new-batch']}
          </Button>
          <Menu position="bottom-end" withinPortal>
            <Menu.Target>
              <Button className="home-more" aria-label={words.home.moreStarts} px={8}>
                <IconChevronDown size={16} />
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<IconFileSpreadsheet size={15} />} onClick={chooseTableNow}>
                {words.home.chooseTable}
              </Menu.Item>
              <Menu.Item leftSection={<IconCirclePlus size={15} />} onClick={() => void startSample()}>
                {words.home.sampleAction}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </Button.Group>
      </PageHead>
      {needs.length > 0 && <NeedsList needs={needs} />}
      {running.length > 0 && <RunningList entries={running} isPaused={queue?.paused === true} />}
      <LatestBatches batches={batches} />
      <p className="home-drop-hint">{words.home.dropHint}</p>
    </div>
  )
}

async function openTable(): Promise<void> {
  try {
    const path = await ask('desktop.choose-table', {})
    if (path === null) return
    void chooseTable(path)
    go({ name: 'new-batch' })
  } catch (error) {
    tellFault(error)
  }
}
const chooseTableNow = () => void openTable()
