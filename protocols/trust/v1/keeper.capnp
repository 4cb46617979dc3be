@0xc7d1f06b93a85e24;
# What is said to the process that holds a user's keys and receipts. docs/reference/keys.md says what each operation checks.
#
# Over a Unix socket of the user's, mode 0600: a UInt32 with a message's length in bytes, then the message. One KeeperRequest, one KeeperReply, and so on.
# An operation reads the fields that are listed beside it; the others stay empty.

const keeperMaxMessageBytes :UInt32 = 9437184;
const keeperMaxContentBytes :UInt32 = 8388608;
# Of content: what is signed, a sealed object, or the receipts of one reply.
const keeperMaxPassphraseBytes :UInt32 = 1024;
const keeperMaxNameBytes :UInt32 = 128;

enum KeeperOperation {
  unknown @0;
  status @1;
  makeStore @2;
  # passphrase, or unprotected
  unlock @3;
  # passphrase
  lock @4;
  changePassphrase @5;
  # passphrase (of now), newPassphrase, or unprotected
  list @6;
  newKey @7;
  # name, algorithm, purposes
  importKey @8;
  # name (empty: the file's), passphrase (of the file), content
  exportKey @9;
  # name, newPassphrase (of the file)
  removeKey @10;
  # name
  sign @11;
  # name, context, content
  identity @12;
  useStore @13;
  # content: the store's key, 32 bytes of Ed25519
  addReceipt @14;
  # store, content: the signed receipt
  listReceipts @15;
  # store, generation: how many to leave out; as many as one reply holds
  removeReceipt @16;
  # store, name
  askStore @17;
  # store
  acceptSnapshot @18;
  # store, content: the signed snapshot
  unseal @19;
  # store, name (of the module), generation, associated, content
  checkModule @20;
  # store, name (of the module)
}

struct KeeperRequest {
  operation @0 :KeeperOperation;
  context @1 :UInt16;
  # 0: envelope, 1: TUF metadata, 2: checkpoint.
  purposes @2 :UInt32;
  generation @3 :UInt32;
  unprotected @4 :Bool;
  name @5 :Text;
  algorithm @6 :Text;
  store @7 :Text;
  # Id of the store's key.
  passphrase @8 :Data;
  newPassphrase @9 :Data;
  associated @10 :Data;
  content @11 :Data;
}

struct KeeperKey {
  name @0 :Text;
  algorithm @1 :Text;
  purposes @2 :UInt32;
  created @3 :Int64;
  # Seconds since 1970, UTC.
  publicKey @4 :Data;
}

struct KeeperReply {
  code @0 :UInt16;
  # 0: done. Else a KeyErrorCode, and message and mend are for people.
  processId @1 :UInt32;
  hasStore @2 :Bool;
  isProtected @3 :Bool;
  isUnlocked @4 :Bool;
  isMemoryLocked @5 :Bool;
  derivation @6 :Text;
  message @7 :Text;
  mend @8 :Text;
  keys @9 :List(KeeperKey);
  contents @10 :List(Data);
  isGuarded @12 :Bool;
  # Other processes of the user may not read the keeper's memory.
  time @11 :Int64;
  # Of a checked module: until when it may be used without a word from the store, seconds since 1970.
}
