//go:build unix

package store

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"unsafe"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// A tape notes all that SQLite does to the files of one folder, in order. It
// stands where SQLite meets the system, as a VFS around the one that SQLite
// has (https://www.sqlite.org/vfs.html), so the store under test is the real
// one. From a tape come the files that a disk may hold when the power fails,
// and on request an operation fails instead of being done.
type tape struct {
	dir string

	mu    sync.Mutex
	ops   []op
	names map[string]int // the files that there are: name, number
	made  int            // files that there ever were
	calls int            // operations that may fail

	// fault decides by the number of the operation, its kind and the file's
	// name whether it fails: 0, or the result code of SQLite.
	fault func(call int, kind kind, name string) int32
}

type kind string

const (
	opened    kind = "open"
	unlinked  kind = "unlink"
	accessed  kind = "access"
	readFrom  kind = "read"
	written   kind = "write"
	truncated kind = "truncate"
	synced    kind = "sync"
	syncedDir kind = "sync of the folder"
	measured  kind = "size"
	locked    kind = "lock"
	shared    kind = "map of shared memory"

	created kind = "create"
	unkept  kind = "failed sync"
)

// op is one operation that changes what the disk holds.
type op struct {
	kind kind
	name string // of created and unlinked
	file int    // number of the file; a name that is made anew is another file
	at   int64  // offset of written, size of truncated
	data []byte
}

// shim is the VFS of this process, and what it knows of open files.
var shim struct {
	once    sync.Once
	mu      sync.Mutex
	real    uintptr // the VFS that does the work
	openDir func(*libc.TLS, uintptr, uintptr) int32
	tapes   map[string]*tape // by folder
	files   map[uintptr]*handle
	methods map[uintptr]uintptr // io_methods of the real VFS: ours
}

// handle is an open file of a watched folder.
type handle struct {
	tape *tape
	name string
	file int
	real *sqlite3.Tsqlite3_io_methods
}

// ptr is the value at an address in SQLite's memory.
func ptr[T any](address uintptr) *T { return *(**T)(unsafe.Pointer(&address)) }

// entry is the address by which SQLite calls f, a function and no closure.
func entry(f any) uintptr { return (*[2]uintptr)(unsafe.Pointer(&f))[1] }

// callee is the function at an address that SQLite gave.
func callee[F any](address uintptr) F {
	return *(*F)(unsafe.Pointer(&struct{ uintptr }{address}))
}

// record starts a tape of what SQLite does in the folder.
func record(t testing.TB, dir string) *tape {
	t.Helper()
	shim.once.Do(install)
	dir, err := filepath.EvalSymlinks(dir)
	if err != nil {
		t.Fatal(err)
	}
	tp := &tape{dir: dir, names: map[string]int{}}
	shim.mu.Lock()
	defer shim.mu.Unlock()
	shim.tapes[dir] = tp
	return tp
}

// forget ends the tape. All files of its folder must be closed.
func (tp *tape) forget() {
	shim.mu.Lock()
	defer shim.mu.Unlock()
	delete(shim.tapes, tp.dir)
}

// install makes the shim the VFS of all connections that are opened from now
// on. Files of folders that nobody watches go straight to the real one.
func install() {
	shim.tapes, shim.files, shim.methods = map[string]*tape{}, map[uintptr]*handle{}, map[uintptr]uintptr{}
	tls := libc.NewTLS() // kept: SQLite keeps what is made with it
	shim.real = sqlite3.Xsqlite3_vfs_find(tls, 0)
	size := libc.Tsize_t(unsafe.Sizeof(sqlite3.Tsqlite3_vfs{}))
	p := libc.Xmalloc(tls, size)
	vfs := ptr[sqlite3.Tsqlite3_vfs](p)
	*vfs = *ptr[sqlite3.Tsqlite3_vfs](shim.real)
	name, err := libc.CString("taped")
	if err != nil {
		panic(err)
	}
	vfs.FzName, vfs.FpNext = name, 0
	vfs.FxOpen, vfs.FxDelete, vfs.FxAccess = entry(shimOpen), entry(shimDelete), entry(shimAccess)

	// Whether a folder is synced is decided below the VFS.
	call, err := libc.CString("openDirectory")
	if err != nil {
		panic(err)
	}
	get := callee[func(*libc.TLS, uintptr, uintptr) uintptr](vfs.FxGetSystemCall)
	set := callee[func(*libc.TLS, uintptr, uintptr, uintptr) int32](vfs.FxSetSystemCall)
	shim.openDir = callee[func(*libc.TLS, uintptr, uintptr) int32](get(tls, shim.real, call))
	if rc := set(tls, shim.real, call, entry(shimOpenDirectory)); rc != sqlite3.SQLITE_OK {
		panic(fmt.Sprintf("wrapping openDirectory: %d", rc))
	}
	if rc := sqlite3.Xsqlite3_vfs_register(tls, p, 1); rc != sqlite3.SQLITE_OK {
		panic(fmt.Sprintf("registering the VFS: %d", rc))
	}
}

func realVFS() *sqlite3.Tsqlite3_vfs { return ptr[sqlite3.Tsqlite3_vfs](shim.real) }

// taped is the tape of the folder that the file lies in, or nil.
func taped(path string) *tape {
	shim.mu.Lock()
	defer shim.mu.Unlock()
	return shim.tapes[filepath.Dir(path)]
}

func handleOf(file uintptr) *handle {
	shim.mu.Lock()
	defer shim.mu.Unlock()
	return shim.files[file]
}

// fails counts an operation and reports how it is to fail, or 0.
func (tp *tape) fails(k kind, name string) int32 {
	tp.mu.Lock()
	defer tp.mu.Unlock()
	tp.calls++
	if tp.fault == nil {
		return 0
	}
	return tp.fault(tp.calls, k, name)
}

func (tp *tape) note(o op) {
	tp.mu.Lock()
	defer tp.mu.Unlock()
	tp.ops = append(tp.ops, o)
}

// length is the number of operations until now.
func (tp *tape) length() int {
	tp.mu.Lock()
	defer tp.mu.Unlock()
	return len(tp.ops)
}

func shimOpen(tls *libc.TLS, _, zName, file uintptr, flags int32, outFlags uintptr) int32 {
	open := callee[func(*libc.TLS, uintptr, uintptr, uintptr, int32, uintptr) int32](realVFS().FxOpen)
	if zName == 0 {
		return open(tls, shim.real, zName, file, flags, outFlags)
	}
	path := libc.GoString(zName)
	tp := taped(path)
	if tp == nil {
		return open(tls, shim.real, zName, file, flags, outFlags)
	}
	name := filepath.Base(path)
	if rc := tp.fails(opened, name); rc != 0 {
		ptr[sqlite3.Tsqlite3_file](file).FpMethods = 0
		return rc
	}
	if rc := open(tls, shim.real, zName, file, flags, outFlags); rc != sqlite3.SQLITE_OK {
		return rc
	}
	h := &handle{tape: tp, name: name}
	tp.mu.Lock()
	number, there := tp.names[name]
	if !there {
		tp.made++
		number = tp.made
		tp.names[name] = number
		tp.ops = append(tp.ops, op{kind: created, name: name, file: number})
	}
	h.file = number
	tp.mu.Unlock()

	shim.mu.Lock()
	defer shim.mu.Unlock()
	f := ptr[sqlite3.Tsqlite3_file](file)
	h.real = ptr[sqlite3.Tsqlite3_io_methods](f.FpMethods)
	shim.files[file] = h
	ours, ok := shim.methods[f.FpMethods]
	if !ok {
		ours = libc.Xmalloc(tls, libc.Tsize_t(unsafe.Sizeof(sqlite3.Tsqlite3_io_methods{})))
		m := ptr[sqlite3.Tsqlite3_io_methods](ours)
		*m = *h.real
		m.FxClose, m.FxRead, m.FxWrite, m.FxTruncate = entry(shimClose), entry(shimRead), entry(shimWrite), entry(shimTruncate)
		m.FxSync, m.FxFileSize, m.FxLock, m.FxShmMap = entry(shimSync), entry(shimFileSize), entry(shimLock), entry(shimShmMap)
		shim.methods[f.FpMethods] = ours
	}
	f.FpMethods = ours
	return sqlite3.SQLITE_OK
}

func shimDelete(tls *libc.TLS, _, zName uintptr, syncDir int32) int32 {
	path := libc.GoString(zName)
	if tp := taped(path); tp != nil {
		name := filepath.Base(path)
		if rc := tp.fails(unlinked, name); rc != 0 {
			return rc
		}
		if _, err := os.Lstat(path); err == nil {
			tp.mu.Lock()
			delete(tp.names, name)
			tp.ops = append(tp.ops, op{kind: unlinked, name: name})
			tp.mu.Unlock()
		}
	}
	return callee[func(*libc.TLS, uintptr, uintptr, int32) int32](realVFS().FxDelete)(tls, shim.real, zName, syncDir)
}

func shimAccess(tls *libc.TLS, _, zName uintptr, flags int32, out uintptr) int32 {
	path := libc.GoString(zName)
	if tp := taped(path); tp != nil {
		if rc := tp.fails(accessed, filepath.Base(path)); rc != 0 {
			return rc
		}
	}
	return callee[func(*libc.TLS, uintptr, uintptr, int32, uintptr) int32](realVFS().FxAccess)(tls, shim.real, zName, flags, out)
}

// shimOpenDirectory is called to sync the folder of a file, and for nothing
// else.
func shimOpenDirectory(tls *libc.TLS, zName, fd uintptr) int32 {
	if tp := taped(libc.GoString(zName)); tp != nil {
		tp.note(op{kind: syncedDir})
	}
	return shim.openDir(tls, zName, fd)
}

func shimClose(tls *libc.TLS, file uintptr) int32 {
	h := handleOf(file)
	rc := callee[func(*libc.TLS, uintptr) int32](h.real.FxClose)(tls, file)
	shim.mu.Lock()
	defer shim.mu.Unlock()
	delete(shim.files, file)
	return rc
}

func shimRead(tls *libc.TLS, file, buf uintptr, n int32, at int64) int32 {
	h := handleOf(file)
	if rc := h.tape.fails(readFrom, h.name); rc != 0 {
		return rc
	}
	return callee[func(*libc.TLS, uintptr, uintptr, int32, int64) int32](h.real.FxRead)(tls, file, buf, n, at)
}

func shimWrite(tls *libc.TLS, file, buf uintptr, n int32, at int64) int32 {
	h := handleOf(file)
	write := callee[func(*libc.TLS, uintptr, uintptr, int32, int64) int32](h.real.FxWrite)
	if rc := h.tape.fails(written, h.name); rc != 0 {
		// A write that fails may have been half done.
		if half := n / 2; half > 0 && write(tls, file, buf, half, at) == sqlite3.SQLITE_OK {
			h.tape.note(op{kind: written, file: h.file, at: at, data: bytesAt(buf, half)})
		}
		return rc
	}
	h.tape.note(op{kind: written, file: h.file, at: at, data: bytesAt(buf, n)})
	return write(tls, file, buf, n, at)
}

func bytesAt(buf uintptr, n int32) []byte {
	return append([]byte(nil), unsafe.Slice(ptr[byte](buf), n)...)
}

func shimTruncate(tls *libc.TLS, file uintptr, size int64) int32 {
	h := handleOf(file)
	if rc := h.tape.fails(truncated, h.name); rc != 0 {
		return rc
	}
	h.tape.note(op{kind: truncated, file: h.file, at: size})
	return callee[func(*libc.TLS, uintptr, int64) int32](h.real.FxTruncate)(tls, file, size)
}

func shimSync(tls *libc.TLS, file uintptr, flags int32) int32 {
	h := handleOf(file)
	if rc := h.tape.fails(synced, h.name); rc != 0 {
		h.tape.note(op{kind: unkept, file: h.file})
		return rc
	}
	h.tape.note(op{kind: synced, file: h.file})
	return callee[func(*libc.TLS, uintptr, int32) int32](h.real.FxSync)(tls, file, flags)
}

func shimFileSize(tls *libc.TLS, file, size uintptr) int32 {
	h := handleOf(file)
	if rc := h.tape.fails(measured, h.name); rc != 0 {
		return rc
	}
	return callee[func(*libc.TLS, uintptr, uintptr) int32](h.real.FxFileSize)(tls, file, size)
}

func shimLock(tls *libc.TLS, file uintptr, level int32) int32 {
	h := handleOf(file)
	if rc := h.tape.fails(locked, h.name); rc != 0 {
		return rc
	}
	return callee[func(*libc.TLS, uintptr, int32) int32](h.real.FxLock)(tls, file, level)
}

func shimShmMap(tls *libc.TLS, file uintptr, region, size, extend int32, out uintptr) int32 {
	h := handleOf(file)
	if rc := h.tape.fails(shared, h.name); rc != 0 {
		*ptr[uintptr](out) = 0
		return rc
	}
	return callee[func(*libc.TLS, uintptr, int32, int32, int32, uintptr) int32](h.real.FxShmMap)(tls, file, region, size, extend, out)
}

const sector = 512 // bytes that a disk writes at once

// image is what a disk may hold after the first n operations of the tape, by
// name, when the power fails then. What was synced is there. Of what was not,
// each write, truncation and change of the folder is there, or not, or (a
// write) torn: each sector new, old or rubbish. start is what the folder held
// at the beginning of the tape, on the disk for certain.
func (tp *tape) image(rng *rand.Rand, n int, start map[string][]byte) map[string][]byte {
	tp.mu.Lock()
	defer tp.mu.Unlock()
	disk := map[int][]byte{}        // by number of the file
	names := map[string]int{}       // what the folder on the disk says
	unopened := map[string][]byte{} // of the beginning
	for i, name := range slices.Sorted(maps.Keys(start)) {
		disk[-i-1], names[name], unopened[name] = start[name], -i-1, start[name]
	}
	pending := map[int][]op{}
	var folder []op
	for _, o := range tp.ops[:n] {
		switch o.kind {
		case created:
			if data, ok := unopened[o.name]; ok {
				disk[o.file], names[o.name] = data, o.file
				delete(unopened, o.name)
				continue
			}
			folder = append(folder, o)
		case unlinked:
			delete(unopened, o.name)
			folder = append(folder, o)
		case syncedDir:
			for _, f := range folder {
				rename(names, f)
			}
			folder = nil
		case synced:
			for _, w := range pending[o.file] {
				disk[o.file] = apply(disk[o.file], w)
			}
			delete(pending, o.file)
		case unkept:
			// The system forgets that these pages are not on the disk: no later
			// sync writes them. See https://wiki.postgresql.org/wiki/Fsync_Errors.
			for _, w := range pending[o.file] {
				if rng.IntN(2) == 0 {
					disk[o.file] = apply(disk[o.file], w)
				}
			}
			delete(pending, o.file)
		default:
			pending[o.file] = append(pending[o.file], o)
		}
	}
	keep := rng.IntN(5) // of four; all and none are likely enough to be tried often
	for _, file := range slices.Sorted(maps.Keys(pending)) {
		for _, w := range pending[file] {
			if rng.IntN(4) < keep {
				if w.kind == written && keep < 4 && rng.IntN(2) == 0 {
					disk[file] = tear(rng, disk[file], w)
				} else {
					disk[file] = apply(disk[file], w)
				}
			}
		}
	}
	for _, f := range folder {
		if rng.IntN(4) < keep {
			rename(names, f)
		}
	}
	out := map[string][]byte{}
	for name, file := range names {
		out[name] = append([]byte(nil), disk[file]...)
	}
	return out
}

func rename(names map[string]int, o op) {
	if o.kind == created {
		names[o.name] = o.file
	} else {
		delete(names, o.name)
	}
}

// apply does the operation to the bytes of a file; they are not changed.
func apply(file []byte, o op) []byte {
	end := o.at + int64(len(o.data))
	size := max(int64(len(file)), end)
	if o.kind == truncated {
		size = o.at
	}
	out := make([]byte, size)
	copy(out, file)
	copy(out[min(o.at, size):], o.data)
	return out
}

// tear does a write of which each sector got to the disk, or did not, or was
// spoilt.
func tear(rng *rand.Rand, file []byte, o op) []byte {
	for at := int64(0); at < int64(len(o.data)); {
		next := min((o.at+at)/sector*sector+sector-o.at, int64(len(o.data)))
		part := op{kind: written, at: o.at + at, data: o.data[at:next]}
		switch rng.IntN(5) {
		case 0, 1:
			file = apply(file, part)
		case 2:
			rubbish := make([]byte, len(part.data))
			for i := range rubbish {
				rubbish[i] = byte(rng.Uint32())
			}
			part.data = rubbish
			file = apply(file, part)
		}
		at = next
	}
	return file
}

// files are those of a folder that hold what is kept; the index of the journal
// is made anew.
func files(t testing.TB, dir string) map[string][]byte {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]byte{}
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), "-shm") {
			continue
		}
		if out[e.Name()], err = os.ReadFile(filepath.Join(dir, e.Name())); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// lay writes the files into a new folder.
func lay(t testing.TB, image map[string][]byte) string {
	t.Helper()
	dir := quick(t)
	for name, data := range image {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// quick is a new folder, in memory where the system has such a place: what is
// on the disk is the tape's business here.
func quick(t testing.TB) string {
	t.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "chancery")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}
