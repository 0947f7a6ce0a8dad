/**
 * Where apps are called back through a scheme of their own. Such an address is a deep link: the same
 * scheme may install something or run a command, so only callbacks that are known are let through.
 */

/** Schemes without a domain name, and the whole addresses they are called back at. */
const known: readonly RegExp[] = [
  // Cursor
  /^cursor:\/\/anysphere\.cursor-mcp\/oauth\/callback$/,
  // Visual Studio Code's own sign-in, and Cline inside the editors that are made from it
  /^vscode(?:-insiders)?:\/\/vscode\.github-authentication\/did-authenticate$/,
  /^(?:vscode|vscode-insiders|vscodium|cursor|windsurf):\/\/saoudrizwan\.claude-dev\/mcp-auth\/callback\/[\w-]{1,128}$/,
  // Editors made from Visual Studio Code: their own clients and extensions inside them. The last part says
  // that it is a callback, and without a query it can be nothing else.
  /^(?:antigravity|codebuddy|cursor-dev|cursor-nightly|kiro|positron|qoder|trae|trae-cn|void|vscodium|windsurf|windsurf-next|workbuddy):\/\/[\w-]{1,60}(?:\.[\w-]{1,60}){0,3}(?:\/[\w-]{1,60}){0,4}\/(?:callback|oauth-?callback|auth-callback|did-authenticate|authenticate-success)(?:\/[\w-]{1,128})?$/,
  // Warp
  /^warp:\/\/mcp\/oauth2callback$/,
  // Raycast
  /^raycast:\/\/oauth\?package_name=[\w%().+-]{1,100}$/,
]

/** RFC 8252 §7.1: a domain name of the app's maker, reversed (`com.example.app:`). */
const reverseDomain = /^[a-z][a-z0-9-]*(\.[a-z0-9-]+)+:$/

/** Schemes of operating systems and browsers: what follows them is an order to those. */
export const systemSchemes: readonly string[] = [
  'about',
  'blob',
  'chrome',
  'chrome-extension',
  'data',
  'edge',
  'file',
  'filesystem',
  'ftp',
  'android-app',
  'intent',
  'market',
  'javascript',
  'vbscript',
  'view-source',
  'ws',
  'wss',
  'callto',
  'facetime',
  'facetime-audio',
  'im',
  'mailto',
  'sip',
  'sms',
  'tel',
  'xmpp',
  'help',
  'itms',
  'itms-apps',
  'itms-services',
  'maps',
  'shortcuts',
  'ssh',
  'telnet',
  'vnc',
  'x-apple',
  'x-apple-helpbasic',
  'x-help-action',
  'x-man-page',
  'x-web-search',
  'webcal',
  'ldap',
  'ldaps',
  'ms-appinstaller',
  'ms-cxh',
  'ms-excel',
  'ms-msdt',
  'ms-officecmd',
  'ms-powerpoint',
  'ms-search',
  'ms-settings',
  'ms-windows-store',
  'ms-word',
  'onenote',
  'search',
  'search-ms',
  'shell',
  'smb',
  'nfs',
  'afp',
  'apt',
  'snap',
  'flatpak+https',
  'steam',
]

/** The same for names with dots, by how they begin. */
export const systemPrefixes: readonly string[] = [
  'android.',
  'com.android.',
  'com.apple.',
  'com.google.chrome.',
  'com.microsoft.',
  'microsoft.',
  'ms-',
  'org.freedesktop.',
  'org.gnome.',
  'org.kde.',
  'windows.',
  'x-apple.',
  'x-apple-',
  'x-',
]

/** Why nobody may come back there; undefined when it is the callback of an app, by hand of any. */
export function appCallbackProblem(
  uri: string,
  scheme: string,
  { byHand = false } = {},
): string | undefined {
  const name = scheme.slice(0, -1)
  if (systemSchemes.includes(name) || systemPrefixes.some((prefix) => name.startsWith(prefix))) {
    return `${scheme} belongs to the operating system or the browser`
  }
  if (byHand || reverseDomain.test(scheme) || known.some((callback) => callback.test(uri)))
    return undefined
  return `it is not a known callback of an app (com.example.app: would be one)`
}
