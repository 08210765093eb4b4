import { ColorPicker, Popover } from '@mantine/core'
import { useOpen } from '../../state/editor.ts'
import { words } from '../../words/words.ts'
import { type ControlProps, TextControl } from './controls.tsx'

/** A colour by its name in the brand kit, a variable's name, or its digits. Brand colours come first. */
export function ColourControl({
  value,
  placeholder,
  onChange,
  ...common
}: ControlProps & { value: string; placeholder?: string; onChange(value: string): void }) {
  const colours = useOpen(({ draft }) => draft.colours)
  const variables = useOpen(({ draft }) => draft.variables)
  const own = variables.filter(({ type }) => type === 'colour')
  const digits = colourDigits(value || placeholder || '', colours)
  return (
    <span className="editor-colour">
      <Popover position="left-start" withArrow shadow="md" trapFocus returnFocus>
        <Popover.Target>
          <button
            type="button"
            className="editor-swatch"
            disabled={common.disabled}
            aria-label={words.editor.panel.chooseColour(common.label)}
            aria-haspopup="dialog"
          >
            <span style={{ background: digits ?? 'none' }} />
          </button>
        </Popover.Target>
        <Popover.Dropdown aria-label={common.label}>
          <div className="editor-palette">
            {colours.length > 0 && (
              <ul className="editor-brand-colours" aria-label={words.editor.panel.brandColours}>
                {colours.map(({ name, value: hex }) => (
                  <li key={name}>
                    <button
                      type="button"
                      title={`${name} ${hex}`}
                      aria-label={name}
                      aria-pressed={value === name}
                      onClick={() => onChange(name)}
                    >
                      <span style={{ background: hex }} />
                    </button>
                  </li>
                ))}
              </ul>
            )}
            {own.map(({ name, label }) => (
              <button
                key={name}
                type="button"
                className="editor-text-button"
                aria-pressed={value === `var:${name}`}
                onClick={() => onChange(`var:${name}`)}
              >
                {words.editor.panel.fromVariable(label)}
              </button>
            ))}
            <ColorPicker
              format="hexa"
              size="sm"
              value={digits ?? '#000000ff'}
              saturationLabel={words.editor.panel.saturation}
              hueLabel={words.editor.panel.hue}
              alphaLabel={words.editor.panel.alpha}
              onChange={(picked) => {
                const short = picked.toLowerCase().replace(/^(#.{6})ff$/, '$1')
                if (short !== digits) onChange(short)
              }}
            />
          </div>
        </Popover.Dropdown>
      </Popover>
      <TextControl {...common} value={value} placeholder={placeholder} onChange={onChange} mono />
    </span>
  )
}

/** The digits that a colour stands for; null where only a row knows. */
function colourDigits(value: string, colours: readonly { name: string; value: string }[]): string | null {
  const found = value.startsWith('#') ? value : colours.find(({ name }) => name === value)?.value
  return found !== undefined && /^#([0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})$/i.test(found)
    ? found.toLowerCase()
    : null
}
