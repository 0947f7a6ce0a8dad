/** Shows news to the owner, unless they are looking at the window anyway. */
import { Notification } from 'electron'
import type { News, NewsAction } from './news.ts'
import type { Place } from './places.ts'

export interface NotificationsDeps {
  isLookedAt: () => boolean
  open: (place: Place) => void
  /** A button was pressed. */
  act: (action: NewsAction) => void
}

export interface Notifications {
  show(news: Pick<News, 'title' | 'body' | 'place' | 'actions'>): void
  /** Takes away what is still shown. */
  close(): void
}

export function createNotifications({ isLookedAt, open, act }: NotificationsDeps): Notifications {
  // A notification nobody holds is collected, and its click is lost with it.
  const held = new Set<Notification>()
  return {
    show({ title, body, place, actions = [] }) {
      if (isLookedAt() || !Notification.isSupported()) return
      const notification = new Notification({
        title,
        body,
        actions: actions.map(({ label }) => ({ type: 'button', text: label })),
      })
      held.add(notification)
      const forget = () => held.delete(notification)
      notification.on('click', () => {
        forget()
        open(place)
      })
      notification.on('action', ({ actionIndex }) => {
        const action = actions[actionIndex]
        forget()
        if (action) act(action)
      })
      notification.on('close', forget)
      notification.on('failed', forget)
      notification.show()
    },
    close() {
      for (const notification of held) notification.close()
      held.clear()
    },
  }
}
