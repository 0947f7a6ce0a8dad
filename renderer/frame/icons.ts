/** The picture of each view. */
import {
  Activity,
  Castle,
  Handshake,
  KeyRound,
  MessagesSquare,
  Plug,
  Settings,
  Sparkles,
  Stethoscope,
  type LucideIcon,
} from 'lucide-react'
import type { ViewName } from '../navigation.ts'

export const iconOf: Record<ViewName, LucideIcon> = {
  home: Castle,
  talks: Handshake,
  conversation: MessagesSquare,
  traffic: Activity,
  clients: Plug,
  setup: Sparkles,
  keys: KeyRound,
  settings: Settings,
  doctor: Stethoscope,
}
