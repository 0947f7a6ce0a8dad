/**
 * The plain-Node host and the `drawbridge` command line. What it loads later is found compiled from the second time on:
 * beside the program, because whoever can write there can write the program, too.
 */
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { main } from './cli/main.ts'

enableCompileCache(join(import.meta.dirname, 'compiled'))
void main()
