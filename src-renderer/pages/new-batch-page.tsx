import { Button } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useEffect } from 'react'
import { ColumnsSection } from '../parts/columns-section.tsx'
import { DropPlace } from '../parts/drop-place.tsx'
import { OutputSection } from '../parts/output-section.tsx'
import { StartBar } from '../parts/start-bar.tsx'
import { TableSection } from '../parts/table-section.tsx'
import { TemplateSection } from '../parts/template-section.tsx'
import { Welcome } from '../parts/welcome.tsx'
import { loadOffers, startOver, useNewBatch } from '../state/new-batch.ts'
import { words } from '../words/words.ts'

/** From a table and a template to a started batch. */
export function NewBatchPage() {
  const data = useNewBatch(({ draft }) => draft.data)
  const template = useNewBatch(({ draft }) => draft.template)
  useEffect(() => {
    void loadOffers()
  }, [])
  const isEmpty = data === null && template === null
  return (
    <DropPlace>
      {isEmpty ? (
        <Welcome />
      ) : (
        <>
          <div className="page-scroll">
            <div className="page-column">
              <header className="page-head">
                <h1>{words.newBatch.title}</h1>
                <Button
                  variant="subtle"
                  size="xs"
                  leftSection={<IconArrowBackUp size={15} />}
                  onClick={startOver}
                >
                  {words.newBatch.startOver}
                </Button>
              </header>
              <TableSection />
              <TemplateSection />
              <ColumnsSection />
              {template !== null && <OutputSection template={template} />}
            </div>
          </div>
          <StartBar />
        </>
      )}
    </DropPlace>
  )
}
