/** Short news at the edge of the window: shown, read out, gone after a while. */
import { Toast } from '@base-ui/react/toast'
import { X } from 'lucide-react'
import { useCallback, type ReactNode } from 'react'
import { strings } from '../strings.ts'

/** Says something in passing, for example that a thing was done. Never the only place of an error. */
export function useToast(): (text: string) => void {
  const { add } = Toast.useToastManager()
  return useCallback((text: string) => void add({ title: text }), [add])
}

export function ToastProvider({ children }: { children: ReactNode }) {
  return (
    <Toast.Provider timeout={4000} limit={3}>
      {children}
      <Toast.Portal>
        <Toast.Viewport aria-label={strings.kit.toasts} className="toasts">
          <Shown />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}

function Shown() {
  const { toasts } = Toast.useToastManager()
  return toasts.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className="toast">
      <Toast.Content className="flex items-center justify-between gap-2">
        <Toast.Title className="py-0.5 leading-snug wrap-anywhere" />
        <Toast.Close className="icon-button" aria-label={strings.kit.close}>
          <X aria-hidden="true" size={16} />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ))
}
