/** An address for the camera of a phone; drawn dark on light always, as cameras want it. */
import { QRCodeSVG } from 'qrcode.react'

export function QrCode({ value, label }: { value: string; label: string }) {
  return (
    <div className="w-fit rounded-md bg-white p-3">
      <QRCodeSVG role="img" aria-label={label} value={value} size={176} marginSize={0} />
    </div>
  )
}
