// An e-book as a reader sees it: foliate-js in a browser, behind a server on this machine.
//
//     node read.mjs BOOK FOLDER [--dark] [--places '{"name": "path#id"}'] [--note PATH]
//
// Prints JSON: title, language, authors, contents, pages, landmarks, series, the printed page of each place, the text
// of the first note of PATH as it pops up, what the browser complained about. Pictures of places go to FOLDER.
import fs from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { fileURLToPath } from 'node:url'
import puppeteer from 'puppeteer-core'

const TYPES = { '.js': 'text/javascript', '.html': 'text/html', '.css': 'text/css', '.svg': 'image/svg+xml' }
const ENGINE = path.join(path.dirname(fileURLToPath(import.meta.url)), 'node_modules', 'foliate-js')
const READING = { width: 420, height: 640, deviceScaleFactor: 2 }

const { values: wish, positionals: [book, folder] } = parseArgs({
    allowPositionals: true,
    options: { dark: { type: 'boolean' }, places: { type: 'string', default: '{}' }, note: { type: 'string' } },
})
const name = `/book${path.extname(book)}`

const server = http.createServer((request, response) => {
    const wanted = decodeURIComponent(new URL(request.url, 'http://reader').pathname)
    if (wanted === '/favicon.ico') return response.writeHead(204).end()
    const file = wanted === name ? book : path.join(ENGINE, path.normalize(wanted))
    fs.readFile(file, (error, data) => error
        ? response.writeHead(404).end()
        : response.writeHead(200, { 'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream' }).end(data))
}).listen(0, '127.0.0.1')

/** Runs in the browser: what the book says of itself. */
const facts = () => {
    const { book } = document.querySelector('foliate-view')
    const entries = list => list?.map(({ label, subitems }) => ({ label, children: entries(subitems) ?? [] }))
    const { title, language, author, translator, editor, contributor, belongsTo } = book.metadata
    return {
        title, language, author, translator, editor, contributor, belongsTo,
        contents: entries(book.toc),
        pages: book.pageList?.map(({ label }) => label) ?? [],
        landmarks: book.landmarks?.map(({ type }) => type[0]) ?? [],
        sections: book.sections.length,
    }
}

/** Runs in the browser: clicks on the first call of a note in the section on show; the note as it pops up. */
const popUp = async () => {
    const { FootnoteHandler } = await import('/footnotes.js')
    const view = document.querySelector('foliate-view')
    const handler = new FootnoteHandler()
    const shown = new Promise((resolve, reject) => {
        handler.addEventListener('before-render', ({ detail }) => {
            const box = document.createElement('dialog')
            box.style.cssText = 'width: 300px; height: 180px; padding: 0'
            detail.view.style.cssText = 'display: block; width: 100%; height: 100%'
            box.append(detail.view)
            document.body.append(box)
            box.showModal()
        })
        handler.addEventListener('render', ({ detail }) => {
            const { type, hidden, target } = detail
            const { body } = detail.view.renderer.getContents()[0].doc
            resolve({ type, hidden, id: target.id, text: body.textContent.trim().replace(/\s+/g, ' ') })
        })
        view.addEventListener('link', event => handler.handle(view.book, event)?.catch(reject))
    })
    view.renderer.getContents()[0].doc.querySelector('a[role~="doc-noteref"]').click()
    return shown
}

const browser = await puppeteer.launch({
    executablePath: process.env.PUPPETEER_EXECUTABLE_PATH, args: ['--no-sandbox'], timeout: 120000,
})
try {
    const page = await browser.newPage()
    const complaints = []
    page.on('pageerror', error => complaints.push(error.message))
    page.on('console', message => message.type() === 'error' && complaints.push(message.text()))
    await page.setViewport(READING)
    if (wish.dark) await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }])
    await page.goto(`http://127.0.0.1:${server.address().port}/reader.html?url=${name}`)
    await page.waitForFunction(() => document.querySelector('foliate-view')?.lastLocation, { timeout: 120000 })

    const settled = () => new Promise(resolve => setTimeout(resolve, 1500))
    await settled() // the reader turns to the first page by itself
    const go = async place => {
        await page.evaluate(async wanted => document.querySelector('foliate-view').goTo(wanted), place)
        await settled()
    }
    const picture = async label => {
        await page.evaluate(() => document.activeElement?.blur())
        await page.screenshot({ path: path.join(folder, `${label}.png`) })
    }
    const said = { ...await page.evaluate(facts), places: {} }
    for (const [label, place] of Object.entries(JSON.parse(wish.places))) {
        await go(place)
        await picture(label)
        said.places[label] = await page.evaluate(() => {
            const { pageItem, tocItem } = document.querySelector('foliate-view').lastLocation
            return { page: pageItem?.label, contents: tocItem?.label }
        })
    }
    if (wish.note) {
        await go(wish.note)
        said.note = await page.evaluate(popUp)
        await settled()
        await picture('note')
    }
    console.log(JSON.stringify({ ...said, complaints }))
} finally {
    await browser.close()
    server.close()
}
