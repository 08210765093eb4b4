// Loaded before a program that was started without a terminal: when its parent is killed, it ends too.
const parent = process.ppid
setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM')
}, 1_000).unref()
