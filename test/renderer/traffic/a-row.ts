/** Rows as the panel keeps them. */
import { createRowKeeper, type Row } from '../../../renderer/views/traffic/data/row.ts'
import { aRow as listed, type TrafficRow } from '../../fakes/panel-data/traffic.ts'

export const aListedRow = listed

export const aKeptRow = (over: Partial<TrafficRow> & Pick<TrafficRow, 'seq'>): Row =>
  createRowKeeper()(listed({ at: '2026-11-21T10:00:00.000Z', ...over }))
