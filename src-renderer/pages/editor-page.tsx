import '../looks/editor.css'
import '../looks/editor-stage.css'
import { Button, Loader, Tabs } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { ErrorNote } from '../parts/error-note.tsx'
import { tellFault } from '../parts/tell.tsx'
import { closeEditor, openEditor, useEditor, useOpen } from '../state/editor.ts'
import { lay, useLayout } from '../state/editor-layout.ts'
import { arrive } from '../state/editor-lead.ts'
import { go } from '../state/places.ts'
import { words } from '../words/words.ts'
import { DataTab } from './editor/data-tab.tsx'
import { FilesTab } from './editor/files-tab.tsx'
import { EditorHead } from './editor/head.tsx'
import { JsonPane } from './editor/json-pane.tsx'
import { Panel } from './editor/panel.tsx'
import { Problems } from './editor/problems.tsx'
import { Publish } from './editor/publish.tsx'
import { Splitter } from './editor/splitter.tsx'
import { Stage } from './editor/stage.tsx'
import { Timeline } from './editor/timeline.tsx'
import { Tree } from './editor/tree.tsx'
import { useEditorActions } from './editor/use-editor-actions.ts'

/** One template, open to be changed: its frame, its time, its properties, its JSON. */
export function EditorPage({ template, at }: { template: string; at?: string | undefined }) {
  const view = useEditor()
  useEffect(() => {
    void openEditor(template)
    return closeEditor
  }, [template])
  const isOpen = view.is === 'open'
  const arrivedAt = useRef<string | null>(null)
  useEffect(() => {
    // Once for each place that is gone to: opened anew after publishing, the editor stays where it is.
    if (!isOpen || arrivedAt.current === (at ?? '')) return
    arrivedAt.current = at ?? ''
    arrive(template, at).catch(tellFault)
  }, [isOpen, template, at])
  if (view.is === 'open') return <Workspace />
  return (
    <div className="whole-window editor-wait">
      {view.is === 'failed' ? (
        <>
          <h1>{words.editor.failed(template)}</h1>
          <ErrorNote error={view.error} onTryAgain={() => void openEditor(template)} />
          <Button variant="default" onClick={() => go({ name: 'templates' })}>
            {words.editor.head.back}
          </Button>
        </>
      ) : (
        <>
          <h1 className="visually-hidden">{template}</h1>
          <Loader size="sm" aria-hidden="true" />
          <p role="status">{words.editor.opening}</p>
        </>
      )}
    </div>
  )
}

function Workspace() {
  const { left, right, json, below, rightTab } = useLayout()
  const wide = rightTab === 'json'
  const rightWidth = wide ? json : right
  const [publishing, setPublishing] = useState(false)
  useEditorActions(() => setPublishing(true))
  return (
    <div className="editor">
      <EditorHead onPublish={() => setPublishing(true)} />
      <div className="editor-body">
        <aside className="editor-side" style={{ width: left }} aria-label={words.editor.sides.left}>
          <LeftSide />
        </aside>
        <Splitter
          label={words.editor.sides.resizeLeft}
          grows="right"
          value={left}
          min={180}
          max={420}
          onChange={(left) => lay({ left })}
        />
        <Stage />
        <Splitter
          label={words.editor.sides.resizeRight}
          grows="left"
          value={rightWidth}
          min={260}
          max={900}
          onChange={(width) => lay(wide ? { json: width } : { right: width })}
        />
        <aside className="editor-side" style={{ width: rightWidth }} aria-label={words.editor.sides.right}>
          <RightSide />
        </aside>
      </div>
      <Splitter
        label={words.editor.sides.resizeBelow}
        grows="up"
        value={below}
        min={130}
        max={620}
        onChange={(below) => lay({ below })}
      />
      <div className="editor-below" style={{ height: below }}>
        <Timeline />
      </div>
      <Publish isOpen={publishing} onClose={() => setPublishing(false)} />
    </div>
  )
}

function LeftSide() {
  const tab = useLayout(({ leftTab }) => leftTab)
  return (
    <Tabs
      className="editor-tabs"
      value={tab}
      onChange={(leftTab) => lay({ leftTab: leftTab as typeof tab })}
      keepMounted={false}
    >
      <Tabs.List grow>
        <Tabs.Tab value="layers">{words.editor.tabs.layers}</Tabs.Tab>
        <Tabs.Tab value="data">{words.editor.tabs.data}</Tabs.Tab>
        <Tabs.Tab value="files">{words.editor.tabs.files}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="layers">
        <Tree />
      </Tabs.Panel>
      <Tabs.Panel value="data">
        <DataTab />
      </Tabs.Panel>
      <Tabs.Panel value="files">
        <FilesTab />
      </Tabs.Panel>
    </Tabs>
  )
}

function RightSide() {
  const tab = useLayout(({ rightTab }) => rightTab)
  const problems = useOpen((open) => open.problems)
  const broken = useOpen(({ fault }) => fault !== null)
  const errors = broken ? 1 : problems.filter(({ severity }) => severity === 'error').length
  const all = broken ? 1 : problems.length
  return (
    <Tabs
      className="editor-tabs"
      value={tab}
      onChange={(rightTab) => lay({ rightTab: rightTab as typeof tab })}
      keepMounted={false}
    >
      <Tabs.List grow>
        <Tabs.Tab value="properties">{words.editor.tabs.properties}</Tabs.Tab>
        <Tabs.Tab value="json">{words.editor.tabs.json}</Tabs.Tab>
        <Tabs.Tab
          value="problems"
          rightSection={
            all > 0 && (
              <span className="editor-tab-count" data-tone={errors > 0 ? 'bad' : 'warn'}>
                {all}
              </span>
            )
          }
        >
          {words.editor.tabs.problems}
        </Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="properties">
        <Panel />
      </Tabs.Panel>
      <Tabs.Panel value="json">
        <JsonPane />
      </Tabs.Panel>
      <Tabs.Panel value="problems">
        <Problems />
      </Tabs.Panel>
    </Tabs>
  )
}
