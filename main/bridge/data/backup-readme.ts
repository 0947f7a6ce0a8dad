/** What somebody needs who finds a backup, perhaps years later: how to put it back, what is missing. */
import type { SecretPlace } from '../base/ports.ts'

export function backupReadme(facts: {
  at: Date
  version: string
  secrets: SecretPlace
  /** Contents of shared files that were missing in the data folder as well. */
  missing: number
  /** What is wrong with the database. */
  damage: string | null
}): string {
  const { at, version, secrets, missing, damage } = facts
  return `# A backup of Drawbridge

Made ${at.toISOString()} by Drawbridge ${version}, while it ran.${damage === null ? '' : damaged(damage)}

In it: the conversation, clients and sign-ins (\`bridge.db\`), the shared files (\`files/\`), the settings
and what else was chosen (\`*.json\`).${missing === 0 ? '' : `\n\n**${missing} contents of shared files were missing or unreadable when it was made.**`}

## Secrets

${secrets.kind === 'file' ? secretsInside : secretsElsewhere(secrets.description)}

## Putting it back

1. End Drawbridge: \`drawbridge stop\`.
2. Move the data folder away, and put this folder in its place, under the same name.
3. Start Drawbridge with the same version or a newer one: \`drawbridge up\`.
4. \`drawbridge status\` and the check of the conversation log in the panel say whether all is well.
`
}

const damaged = (damage: string): string => `

**The database was damaged when this was made, and is so in this copy: ${damage}.** Keep an older backup, and put this one back
only if there is none.`

const secretsInside = `The secrets (signing keys, tokens of tunnels and providers) were kept in a file of the data folder, so
they are in this backup: \`secrets.json\`. Keep the backup as safe as the folder itself.`

const secretsElsewhere = (place: string): string =>
  `The secrets are **not** in this backup: they are in ${place}.

Put back on the same computer, for the same user, everything is as it was. On another computer:

- the signing keys are made anew, and connected clients refresh by themselves or sign in once more;
- a quick tunnel gets a new name, so ChatGPT has to be connected again;
- the token of a named tunnel has to be entered again: \`drawbridge tunnel setup --hostname NAME\`;
- the client secret of an identity provider has to be entered again.`
