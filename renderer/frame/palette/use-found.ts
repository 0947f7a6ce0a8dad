/** Searches the conversation while the owner types, once he pauses. */
import { useEffect, useState } from 'react'
import { useLoaded } from '../../data/hooks.ts'
import { foundCommands, type Command } from './commands.ts'

const PAUSE_MS = 150
const SHOWN = 6

export function useFound(query: string): Command[] {
  const [settled, setSettled] = useState('')
  const wanted = query.trim()
  useEffect(() => {
    const timer = setTimeout(() => setSettled(wanted), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [wanted])
  const params = settled.length < 2 ? null : { query: settled, limit: SHOWN }
  const { value } = useLoaded('conversation.search', params)
  return wanted.length < 2 ? [] : foundCommands(wanted, settled === wanted ? (value ?? []) : [])
}
