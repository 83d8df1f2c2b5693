// Two phones. What they show is what the simulator knows; it is asked again and again.

const OWNERS = [
  { name: "Alice's phone", number: '+12025550143' },
  { name: "Bob's phone", number: '+12025550178' },
]
const QUICK = ['@einstein what is time?', '/rooms', '/who', 'HELP', 'STOP', 'START']
const STATES = {
  queued: 'on its way',
  sent: 'on its way',
  delivered: 'delivered',
  undelivered: 'did not arrive',
  failed: 'did not arrive',
}
const EVERY_MS = 700

const byId = (id) => document.getElementById(id)
const phones = OWNERS.map(phone)
let chatroomNumber = ''
let faultShown

async function call(method, what, body) {
  const answer = await fetch(`/simulator/${what}`, {
    method,
    headers: body ? { 'Content-Type': 'application/json' } : {},
    body: body ? JSON.stringify(body) : undefined,
  })
  const told = await answer.json()
  if (!answer.ok) throw new Error(told.detail)
  return told
}

function phone(owner, place) {
  const part = byId('phone').content.cloneNode(true).firstElementChild
  const own = part.querySelector('.own')
  const text = part.querySelector('.text')
  const thread = part.querySelector('.thread')
  part.querySelector('h2').textContent = owner.name
  part.setAttribute('aria-label', owner.name)
  thread.setAttribute('aria-label', `Messages on ${owner.name}`)
  text.setAttribute('aria-label', `Text message from ${owner.name}`)
  own.value = localStorage.getItem(`number ${place}`) ?? owner.number
  own.addEventListener('change', () => {
    localStorage.setItem(`number ${place}`, own.value.replace(/[^+\d]/g, ''))
    refresh()
  })
  part.querySelector('form').addEventListener('submit', (event) => {
    event.preventDefault()
    if (text.value.trim()) {
      write(own.value, text.value)
      text.value = ''
    }
  })
  const quick = part.querySelector('.quick')
  quick.setAttribute('aria-label', `Ready-made texts for ${owner.name}`)
  for (const word of QUICK) {
    const button = document.createElement('button')
    button.type = 'button'
    button.textContent = word
    button.addEventListener('click', () => write(own.value, word))
    quick.append(button)
  }
  byId('phones').append(part)
  return { owner, own, thread, blocked: part.querySelector('.blocked'), shown: '', heard: new Set(), begun: false }
}

async function write(from, body) {
  try {
    const answer = await call('POST', 'texts', { from: from.replace(/[^+\d]/g, ''), body })
    const refused = answer.status < 200 || answer.status > 299
    say(refused ? `The chatroom did not take that: ${answer.status || 'it does not answer'}.` : '')
  } catch (failure) {
    say(failure.message)
  }
  refresh()
}

function say(trouble) {
  if (byId('trouble').textContent !== trouble) byId('trouble').textContent = trouble
}

async function refresh() {
  try {
    const state = await call('GET', 'state')
    chatroomNumber = state.number
    byId('chatroom').href = state.chatroom
    phones.forEach((one) => show(one, state))
    fault(state.fault)
    if (byId('trouble').textContent.startsWith('The simulator')) say('')
  } catch {
    say('The simulator does not answer. Is ./chatroom still running?')
  }
}

function show(one, state) {
  const number = one.own.value
  const blocked = state.blocked.includes(number)
  const mine = state.messages.filter((sms) => sms.from === number || sms.to === number)
  const now = JSON.stringify([number, blocked, mine.map((sms) => [sms.sid, sms.status])])
  if (now === one.shown) return
  one.shown = now
  const { thread } = one
  // Before anything changes: the line about the opt-out takes room from the thread.
  const atEnd = thread.scrollHeight - thread.scrollTop - thread.clientHeight < 40
  one.blocked.hidden = !blocked
  thread.replaceChildren(...(mine.length ? mine.map((sms) => bubble(sms, number)) : [empty()]))
  if (atEnd) thread.scrollTop = thread.scrollHeight
  announce(one, mine.filter((sms) => sms.to === number && arrived(sms)))
}

const arrived = (sms) => sms.status === 'delivered'

function announce(one, messages) {
  const fresh = messages.filter((sms) => !one.heard.has(sms.sid))
  fresh.forEach((sms) => one.heard.add(sms.sid))
  if (one.begun && fresh.length) byId('news').textContent = `${one.owner.name}: ${fresh.at(-1).body}`
  one.begun = true
}

function bubble(sms, number) {
  const mine = sms.from === number
  const part = document.createElement('div')
  part.className = `sms${mine ? ' mine' : ''}${sms.error_code ? ' lost' : ''}`
  const text = document.createElement('p')
  text.dir = 'auto'
  text.textContent = sms.body || (sms.media.length ? '[picture]' : '')
  const meta = document.createElement('small')
  const time = new Date(sms.created).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })
  const state = mine ? 'sent' : STATES[sms.status]
  meta.textContent = `${time} · ${state}${sms.error_code ? ` (${sms.error_code})` : ''}`
  part.append(text, meta)
  return part
}

function empty() {
  const hint = document.createElement('p')
  hint.className = 'empty'
  hint.textContent = `No messages yet. Everything goes to the chatroom's number, ${chatroomNumber}.`
  return hint
}

function fault(planned) {
  const text = planned
    ? `The next ${planned.times === 1 ? 'message meets' : `${planned.times} messages meet`} ${planned.kind}` +
      (planned.accepts ? ', carried all the same' : '') +
      (planned.no_callbacks ? '; callbacks get lost.' : '.')
    : 'All is well.'
  if (text !== faultShown) byId('planned').textContent = faultShown = text
}

byId('faults').querySelector('form').addEventListener('submit', async (event) => {
  event.preventDefault()
  const given = new FormData(event.target)
  await call('PUT', 'faults', {
    kind: given.get('kind'),
    times: Number(given.get('times')),
    accepts: given.has('accepts'),
    no_callbacks: given.has('no_callbacks'),
  }).catch((failure) => say(failure.message))
  refresh()
})
byId('mend').addEventListener('click', async () => {
  await call('DELETE', 'faults').catch((failure) => say(failure.message))
  refresh()
})

setInterval(refresh, EVERY_MS)
refresh()
