/** Talks: all of them, a new one, one of them, and how sure the models were in them. */
import { ViewFrame } from '../../components/ViewFrame.tsx'
import { talkStrings as words } from '../../strings/talks.ts'
import { BackToTalks } from './BackToTalks.tsx'
import { BeginTalk } from './begin/BeginTalk.tsx'
import { Calibration } from './Calibration.tsx'
import { TalkList } from './list/TalkList.tsx'
import { TalkPage } from './page/TalkPage.tsx'
import { placeIn } from './place.ts'

export function TalksView({ path }: { path: readonly string[] }) {
  const place = placeIn(path)
  switch (place.part) {
    case 'talk':
      return <TalkPage key={place.id} id={place.id} />
    case 'calibration':
      return <Calibration />
    case 'new':
      return (
        <ViewFrame title={words.begin.title} lead={words.lead} actions={<BackToTalks />}>
          <div className="max-w-3xl">
            <BeginTalk focused />
          </div>
        </ViewFrame>
      )
    default:
      return <TalkList query={place.query} />
  }
}
