/** The tool list: few, frozen, in a fixed order. Hosts store it, so a name here is for ever. */
import type { Tool } from '../tool.ts'
import { cardRefresh, showInboxTool, showTalkTool } from './card.ts'
import { clearConversation, logConversation, readConversation } from './conversation.ts'
import { deleteFile, listFiles, readFile, writeFile } from './files.ts'
import {
  acknowledge,
  catchUp,
  checkInbox,
  clearInbox,
  sendMessage,
  waitForMessage,
} from './messages.ts'
import { heldStatus } from './held.ts'
import { fetchResult, search } from './search.ts'
import { bridgeStatus } from './status.ts'
import { joinTalk, takeTurn, watchTalk } from './talk.ts'

export const tools: readonly Tool[] = [
  bridgeStatus,
  sendMessage,
  checkInbox,
  waitForMessage,
  catchUp,
  acknowledge,
  clearInbox,
  readConversation,
  logConversation,
  clearConversation,
  listFiles,
  readFile,
  writeFile,
  deleteFile,
  search,
  fetchResult,
  joinTalk,
  takeTurn,
  watchTalk,
  showTalkTool,
  showInboxTool,
  cardRefresh,
  heldStatus,
]
