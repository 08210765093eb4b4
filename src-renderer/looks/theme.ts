import { type CSSVariablesResolver, createTheme } from '@mantine/core'

/** Accent: white text on shade 6 and shade 3 on the dark background both read well (over 4.5 to 1). */
const iris = [
  '#f1f1fe',
  '#e0e0fb',
  '#c3c2f5',
  '#a9a8f2',
  '#8583e6',
  '#6a68db',
  '#5654cb',
  '#4846b3',
  '#3b3a94',
  '#2d2c73',
] as const

export const theme = createTheme({
  colors: { iris },
  primaryColor: 'iris',
  primaryShade: { light: 6, dark: 6 },
  fontFamily: "Inter, system-ui, 'Segoe UI', Roboto, 'Noto Sans', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace",
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'auto',
  headings: { fontWeight: '600' },
  respectReducedMotion: true,
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
})

/** Quiet text that still reads well: Mantine's own is too pale on a light ground. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#1c1d21',
    '--mantine-color-dimmed': '#5f636d',
    '--mantine-color-placeholder': '#6b707a',
    '--mantine-color-error': '#c02a2a',
    '--studio-ground': '#f6f6f8',
    '--studio-side': '#efeff2',
    '--studio-line': '#e2e3e8',
    '--studio-line-strong': '#c9cbd3',
    '--studio-hover': '#e6e6eb',
    '--studio-accent-text': '#4846b3',
    '--studio-accent-soft': '#ecebfd',
    '--studio-good': '#157040',
    '--studio-good-soft': '#e3f4ea',
    '--studio-warn': '#8a5a00',
    '--studio-warn-soft': '#fdf1d8',
    '--studio-bad': '#b42525',
    '--studio-bad-soft': '#fdeaea',
  },
  dark: {
    '--mantine-color-body': '#1c1d21',
    '--mantine-color-text': '#ececf0',
    '--mantine-color-dimmed': '#a2a5b0',
    '--mantine-color-placeholder': '#969aa5',
    '--mantine-color-error': '#ff8a8a',
    '--studio-ground': '#141518',
    '--studio-side': '#191a1e',
    '--studio-line': '#2c2e34',
    '--studio-line-strong': '#42454e',
    '--studio-hover': '#26272d',
    '--studio-accent-text': '#b9b7f8',
    '--studio-accent-soft': '#2a2a47',
    '--studio-good': '#6fd39c',
    '--studio-good-soft': '#17332a',
    '--studio-warn': '#f0c060',
    '--studio-warn-soft': '#372c14',
    '--studio-bad': '#ff9a9a',
    '--studio-bad-soft': '#3c2022',
  },
})
