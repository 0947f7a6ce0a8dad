/** Files by drag and drop or by choosing them; what it surrounds stays usable. */
import { Upload } from 'lucide-react'
import { useRef, useState, type DragEvent, type ReactNode } from 'react'
import { strings } from '../strings.ts'
import { Button } from './Button.tsx'

interface Props {
  onFiles: (files: readonly File[]) => void
  /** What the button says: "Share a file". */
  label: string
  disabled?: boolean
  multiple?: boolean
  /** What files may be dropped on; the button stands under it. */
  children?: ReactNode
}

export function FileDrop({ onFiles, label, disabled = false, multiple = true, children }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const take = (files: FileList | null): void => {
    if (files && files.length > 0 && !disabled)
      onFiles([...files].slice(0, multiple ? undefined : 1))
  }
  const drag = (event: DragEvent): void => {
    if (disabled || !event.dataTransfer.types.includes('Files')) return
    event.preventDefault()
    setOver(true)
  }
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files)
  }
  return (
    <div
      role="presentation"
      className="file-drop"
      data-over={over || undefined}
      onDragOver={drag}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {children}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <Button disabled={disabled} onClick={() => input.current?.click()}>
          <Upload aria-hidden="true" size={16} strokeWidth={1.75} />
          {label}
        </Button>
        <span className="text-sm text-muted">{strings.kit.orDrop}</span>
      </div>
      <input
        ref={input}
        type="file"
        hidden
        multiple={multiple}
        aria-label={label}
        onChange={(event) => {
          take(event.target.files)
          // The same file can be chosen again.
          event.target.value = ''
        }}
      />
    </div>
  )
}
