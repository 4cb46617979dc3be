"""The .gmod container, written from docs/reference/gmod.md alone. It shares nothing with the runtime but that page.

gmod.py pack FOLDER FILE   writes the package of a module's folder
gmod.py verify FILE...     prints for each "ok DIGEST PATHS" or "refused WHY", a line each
"""
import hashlib
import json
import os
import struct
import sys

MAGIC = bytes.fromhex("8E474D4F440D0A1A")
MAX_FILES, MAX_BYTES, MAX_PATH, MAX_PARTS = 4096, 268435456, 200, 16
ALLOWED = set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_")
DEVICES = {"con", "prn", "aux", "nul"} | {f"{name}{digit}" for name in ("com", "lpt") for digit in range(10)}


class Refused(Exception):
    pass


def check(holds, why):
    if not holds:
        raise Refused(why)


def check_path(path):
    check(1 <= len(path) <= MAX_PATH, f"length of path {path!r}")
    parts = path.split("/")
    check(len(parts) <= MAX_PARTS, f"depth of {path}")
    for part in parts:
        check(part != "" and part[0] != "." and part[-1] != ".", f"part of {path!r}")
        check(set(part) <= ALLOWED, f"characters of {path!r}")
        check(part.split(".")[0].lower() not in DEVICES, f"device in {path}")


def check_set(paths):
    check(len(paths) <= MAX_FILES, "number of files")
    check(len({path.lower() for path in paths}) == len(paths), "paths that differ by case")


def up(value, step):
    return (value + step - 1) // step * step


def encode(files):
    for path in files:
        check_path(path)
    check_set(list(files))
    names = sorted(files, key=lambda path: path.encode("ascii"))
    directory_bytes = sum(56 + up(len(name), 8) for name in names)
    end = 64 + directory_bytes
    directory, contents = b"", b""
    for name in names:
        content = files[name]
        at = up(end, 16)
        contents += bytes(at - end) + content
        end = at + len(content)
        directory += struct.pack("<QQ", at, len(content)) + hashlib.sha256(content).digest() + struct.pack("<H", len(name)) + bytes(6)
        directory += name.encode("ascii") + bytes(up(len(name), 8) - len(name))
    check(end <= MAX_BYTES, "size")
    header = MAGIC + struct.pack("<HHIIIQ", 1, 0, len(names), len(directory), 0, end) + hashlib.sha256(directory).digest()
    return header + directory + contents


def decode(data):
    check(64 <= len(data) <= MAX_BYTES, "size")
    check(data[:8] == MAGIC, "magic")
    version, flags, count, directory_bytes, zero, total = struct.unpack_from("<HHIIIQ", data, 8)
    check(version == 1 and flags == 0 and zero == 0, "version, flags or zero field")
    check(count <= MAX_FILES and total == len(data) and 64 + directory_bytes <= len(data), "sizes")
    directory_end = 64 + directory_bytes
    check(hashlib.sha256(data[64:directory_end]).digest() == data[32:64], "directory digest")
    at, end, files, names = 64, directory_end, {}, []
    for _ in range(count):
        check(at + 56 <= directory_end, "entry past directory")
        offset, size = struct.unpack_from("<QQ", data, at)
        (path_bytes,) = struct.unpack_from("<H", data, at + 48)
        check(data[at + 50:at + 56] == bytes(6), "zeros of entry")
        padded = up(path_bytes, 8)
        check(at + 56 + padded <= directory_end, "path past directory")
        raw = data[at + 56:at + 56 + path_bytes]
        check(not any(data[at + 56 + path_bytes:at + 56 + padded]), "zeros after path")
        check(all(byte < 128 for byte in raw), "path is not ASCII")
        name = raw.decode("ascii")
        check_path(name)
        check(not names or names[-1].encode() < raw, "order")
        start = up(end, 16)
        check(offset == start and start + size <= len(data), "place of content")
        check(not any(data[end:start]), "zeros before content")
        content = data[start:start + size]
        check(hashlib.sha256(content).digest() == data[at + 16:at + 48], f"digest of {name}")
        names.append(name)
        files[name] = content
        end = start + size
        at += 56 + padded
    check(at == directory_end and end == len(data), "something follows")
    check_set(names)
    return hashlib.sha256(data[:directory_end]).hexdigest(), files


def read(folder, path):
    at = folder
    for part in path.split("/"):
        at = os.path.join(at, part)
        check(not os.path.islink(at), f"{at} is a link")
    check(os.path.exists(at), f"{at} is not there")
    if not os.path.isfile(at):
        return b""
    with open(at, "rb") as file:
        return file.read()


def below(folder, start):
    full = os.path.join(folder, start)
    if not os.path.isdir(full):
        return
    for name in os.listdir(full):
        if name.startswith("."):
            continue
        path = start + "/" + name
        check_path(path)
        check(not os.path.islink(os.path.join(folder, path)), f"{path} is a link")
        if os.path.isdir(os.path.join(folder, path)):
            yield from below(folder, path)
        else:
            yield path


def pack(folder):
    manifest = json.loads(read(folder, "module.json"))
    variants = manifest.get("variants", [])
    paths = {"module.json"}
    if manifest["kind"] == "game":
        paths.add("game.json")
    if "code" in manifest:
        paths.add(manifest["code"])
    paths |= {variant["code"] for variant in variants if "code" in variant}
    paths |= {region["initial"] for region in manifest.get("regions", []) if "initial" in region}
    for start in ["assets"] + [variant["assets"] for variant in variants if "assets" in variant]:
        paths |= set(below(folder, start))
    return encode({path: read(folder, path) for path in paths})


def main(arguments):
    if arguments[0] == "pack":
        data = pack(arguments[1])
        with open(arguments[2], "wb") as file:
            file.write(data)
        return
    for name in arguments[1:]:
        try:
            with open(name, "rb") as file:
                digest, files = decode(file.read())
            print("ok", digest, ",".join(files))
        except Refused as why:
            print("refused", why)


main(sys.argv[1:])
