// Loaded before a program whose parent may be killed without being able to end it: then it ends by itself.
const parent = process.ppid
setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM')
}, 500).unref()
