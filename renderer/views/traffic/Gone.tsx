/** What is not in the record any more, or never was. */
export function Gone({ title, message }: { title: string; message: string }) {
  return (
    <div>
      <h2 className="font-serif text-2xl">{title}</h2>
      <p className="mt-2 max-w-prose text-muted">{message}</p>
    </div>
  )
}
