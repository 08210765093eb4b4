import { useEffect, useRef, useState } from 'react'
import { mediaUrl } from '../bridge/bridge.ts'

/**
 * A picture that changes without a flicker: the old one stays until the new one is decoded. Pictures that came and went
 * in the meantime are never shown.
 */
export function StillPicture({
  address,
  alt,
  className,
  onShown,
  onFault,
}: {
  address: string | null
  alt: string
  className?: string
  onShown?: () => void
  onFault?: () => void
}) {
  const [shown, setShown] = useState<string | null>(null)
  const wanted = useRef(address)
  wanted.current = address
  const pictures = address === null ? [] : shown === null || shown === address ? [address] : [shown, address]
  useEffect(() => {
    if (address === null) setShown(null)
  }, [address])
  return pictures.map((picture) => (
    <img
      key={picture}
      className={className}
      src={mediaUrl(picture)}
      alt={picture === address ? alt : ''}
      data-waiting={picture !== shown || undefined}
      draggable={false}
      onLoad={(event) => {
        const image = event.currentTarget
        void image
          .decode()
          .catch(() => {})
          .then(() => {
            if (wanted.current !== picture) return
            setShown(picture)
            onShown?.()
          })
      }}
      onError={() => {
        if (wanted.current === picture) onFault?.()
      }}
    />
  ))
}
