/** The pictures in docs/images/, which README and documents show: which scene, and how much of it. */
import type { Eyes } from './stage.ts'

interface DocsPicture {
  /** "home-in-use". */
  scene: string
  file: string
  theme: Eyes['theme']
  height: number
}

export const docsPictures: readonly DocsPicture[] = [
  { scene: 'home-in-use', file: 'home.png', theme: 'light', height: 1000 },
  { scene: 'talks-opened', file: 'talk.png', theme: 'light', height: 1000 },
  { scene: 'home-asked', file: 'approval.png', theme: 'light', height: 1160 },
  { scene: 'conversation-threads', file: 'conversation.png', theme: 'dark', height: 860 },
  { scene: 'traffic-story', file: 'traffic.png', theme: 'light', height: 860 },
  { scene: 'doctor-connections', file: 'doctor.png', theme: 'light', height: 960 },
  { scene: 'setup-address-ready', file: 'address.png', theme: 'light', height: 960 },
  { scene: 'setup-sign-in-auth0-trouble', file: 'auth0.png', theme: 'light', height: 960 },
]
