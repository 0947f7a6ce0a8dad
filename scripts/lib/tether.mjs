/**
 * Loaded before a program that launch.mjs runs: when the launching script is gone without a word
 * (kill -9, a closed terminal), the program is asked to end instead of living on unseen.
 */
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
process.channel?.unref()
