import {
  IconFileText,
  IconLayoutList,
  IconMovie,
  IconPhoto,
  IconQuestionMark,
  IconShape,
  IconStack2,
  IconTypography,
} from '@tabler/icons-react'
import type { LayerType, Subject } from '../../view-math/editor-draft.ts'

export function SubjectIcon({
  kind,
  type = null,
  size = 15,
}: {
  kind: Subject['kind'] | 'several'
  type?: LayerType | null
  size?: number
}) {
  const Icon =
    kind === 'template'
      ? IconFileText
      : kind === 'scene'
        ? IconLayoutList
        : kind === 'several'
          ? IconStack2
          : type === 'text'
            ? IconTypography
            : type === 'image'
              ? IconPhoto
              : type === 'video'
                ? IconMovie
                : type === 'shape'
                  ? IconShape
                  : IconQuestionMark
  return <Icon size={size} stroke={1.7} className="editor-kind" data-type={type ?? kind} aria-hidden="true" />
}
