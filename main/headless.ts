/**
 * The plain-Node host and the `drawbridge` command line. From the second time on its parts are found
 * compiled: beside the program, because whoever can write there can write the program, too.
 */
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

enableCompileCache(join(import.meta.dirname, 'compiled'))
void import('./cli/main.ts').then(({ main }) => main())
