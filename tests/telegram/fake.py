"""A Bot API server for tests: it keeps chats, hands out updates, and refuses what Telegram refuses.

The real application talks to it over HTTP. `say`, `press` and the like do what people do; `sent` and `wait` look at
what they would see; `fail` makes Telegram or the network misbehave. What was refused is kept in `refusals`, so that a
test ends with an error if the bot ever sent something that Telegram would not have taken.
"""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Self, TypeAlias
from urllib.parse import parse_qs, parse_qsl, urlsplit

from tests.telegram import http, schema
from tests.telegram.markup import MAX_ENTITIES, MAX_UNITS, EntityError, shown, units

TOKEN = "123456789:AAFakeTokenForTestsOnly_abcdefghijklmno"  # noqa: S105 - it opens nothing
USERNAME = "tanya_jamsos_bot"
ME = {
    "id": 123456789,
    "is_bot": True,
    "first_name": "Tanya Jamsos",
    "username": USERNAME,
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": True,
}
Json: TypeAlias = dict[str, Any]
_UPDATES = {
    "message", "edited_message", "channel_post", "edited_channel_post", "callback_query", "inline_query",
    "chosen_inline_result", "my_chat_member", "chat_member", "message_reaction", "poll", "poll_answer",
}  # fmt: skip


@dataclass(frozen=True)
class Call:
    """A call of a method, with its parameters as values and when it came."""

    method: str
    parameters: Json
    at: float


@dataclass(frozen=True)
class Fault:
    """What happens instead of an answer: a status with an error, a torn connection, a long silence, nonsense.

    `done` says that the call is carried out before the answer goes wrong.
    """

    status: int = 0
    description: str = ""
    parameters: Json = field(default_factory=dict)
    tear: bool = False
    silence: float = 0.0
    nonsense: bytes = b""
    done: bool = False


class ApiError(Exception):
    """Telegram's refusal of a call."""

    def __init__(self, code: int, description: str, parameters: Json | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters or {}


def flood(seconds: int) -> Fault:
    """Return the refusal of a call that comes too soon after others."""
    return Fault(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})


class FakeTelegram:
    """The server; start it with `async with`."""

    def __init__(self) -> None:
        self._http = http.Server(self._respond)
        self._faults: dict[str, deque[Fault]] = defaultdict(deque)
        self._updates: list[Json] = []
        self._changed = asyncio.Condition()
        self._ids = iter(range(1, 1_000_000))
        self._queries: dict[str, str] = {}
        self._profile: dict[str, Any] = {}
        self._blocked: set[int] = set()
        self._moved: dict[int, int] = {}
        self.chats: dict[int, dict[int, Json]] = defaultdict(dict)
        self.calls: list[Call] = []
        self.refusals: list[str] = []
        self.webhook: Json = {}
        self.other_poller = False
        self.token_revoked = False
        self.next_update = 1000

    async def __aenter__(self) -> Self:
        await self._http.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._http.stop()

    async def restart(self) -> None:
        """Go away and come back on the same port, as a network does."""
        await self._http.stop()
        await self._http.start()

    @property
    def api_url(self) -> str:
        """What TELEGRAM_API_URL is to be."""
        return f"http://127.0.0.1:{self._http.port}/bot"

    # What people do.

    async def say(self, chat: int, text: str | None = None, *, by: int | None = None, **more: Any) -> Json:
        """Send a message to `chat` (a group where it is negative), and return it; `more` are its other fields."""
        sender = more.pop("sender", None) or _person(by or abs(chat))
        message = self.message(chat, text, sender, **more)
        self.chats[chat][message["message_id"]] = message
        await self.push({"message": message})
        return message

    def message(self, chat: int, text: str | None, sender: Json | None = None, **more: Any) -> Json:
        """Return a message that nobody has sent yet."""
        message = {
            "message_id": next(self._ids),
            "date": int(time.time()),
            "chat": _chat(chat),
            "from": sender or _person(abs(chat)),
            **(self._words(text) if text is not None else {}),
            **more,
        }
        if "caption" in message:
            message["caption_entities"] = self._words(message["caption"])["entities"]
        return message

    async def edit(self, message: Json, text: str, **more: Any) -> None:
        """Change the words of a message."""
        chat = message["chat"]["id"]
        edited = {**message, **self._words(text), "edit_date": int(time.time()), **more}
        self.chats[chat][message["message_id"]] = edited
        await self.push({"edited_message": edited})

    async def press(self, message: Json, label: str, *, by: int | None = None) -> str:
        """Press the button of `message` that bears `label`, and return the id of the press."""
        found = [one for row in buttons(message) for one in row if one["text"] == label]
        assert found, f"no button {label!r} in {[one['text'] for row in buttons(message) for one in row]}"
        return await self.press_data(message, found[0]["callback_data"], by=by)

    async def press_data(self, message: Json, data: str, *, by: int | None = None, expired: bool = False) -> str:
        """Press a button of `message` that carries `data`, whether it stands there or not."""
        query = f"q{next(self._ids)}"
        self._queries[query] = "expired" if expired else "open"
        person = _person(by or abs(message["chat"]["id"]))
        await self.push(
            {
                "callback_query": {
                    "id": query,
                    "from": person,
                    "message": _visible(message),
                    "chat_instance": "1",
                    "data": data,
                }
            }
        )
        return query

    async def search(self, query: str, *, by: int = 7, offset: str = "") -> str:
        """Type `query` after the bot's name in some chat."""
        name = f"i{next(self._ids)}"
        self._queries[name] = "open"
        await self.push({"inline_query": {"id": name, "from": _person(by), "query": query, "offset": offset}})
        return name

    async def join(self, chat: int, old: str = "left", new: str = "member") -> None:
        """Change the bot's membership of a chat."""
        change = {
            "chat": _chat(chat),
            "from": _person(7),
            "date": int(time.time()),
            "old_chat_member": _member(old),
            "new_chat_member": _member(new),
        }
        await self.push({"my_chat_member": change})

    def block(self, chat: int) -> None:
        """Block the bot."""
        self._blocked.add(chat)

    def migrate(self, chat: int, to: int) -> None:
        """Turn a group into a supergroup with another id."""
        self._moved[chat] = to

    async def push(self, update: Json, *, number: int | None = None) -> int:
        """Hold an update ready for the bot, and return its number."""
        number = self.number() if number is None else number
        async with self._changed:
            self._updates.append({"update_id": number, **update})
            self._changed.notify_all()
        return number

    def number(self) -> int:
        """Return the number of the next update."""
        self.next_update += 1
        return self.next_update

    # What a test looks at.

    def sent(self, chat: int) -> list[Json]:
        """Return the messages of the bot that stand in `chat`, oldest first."""
        return [one for one in self.chats[chat].values() if one["from"]["id"] == ME["id"]]

    def made(self, method: str) -> list[Json]:
        """Return the parameters of all calls of `method`."""
        return [call.parameters for call in self.calls if call.method == method]

    async def wait(self, condition: Callable[[], object], seconds: float = 4.0) -> None:
        """Wait until `condition` holds."""
        async with asyncio.timeout(seconds), self._changed:
            await self._changed.wait_for(condition)

    async def calls_of(self, method: str, count: int) -> None:
        """Wait until `method` has been called `count` times."""
        await self.wait(lambda: len(self.made(method)) >= count)

    async def replies(self, chat: int, count: int = 1) -> list[Json]:
        """Wait until the bot has said `count` things in `chat`, and return them."""
        await self.wait(lambda: len(self.sent(chat)) >= count)
        return self.sent(chat)

    async def reply(self, chat: int, text: str, **more: Any) -> Json:
        """Send a message, and return the next thing the bot says in that chat."""
        before = len(self.sent(chat))
        await self.say(chat, text, **more)
        return (await self.replies(chat, before + 1))[before]

    # What goes wrong.

    def fail(self, method: str, *faults: Fault) -> None:
        """Let the next calls of `method` go wrong, one fault each."""
        self._faults[method].extend(faults)

    # The server.

    async def _respond(self, request: http.Message) -> http.Answer:
        token, _, method = request.line[1].removeprefix("/bot").partition("/")
        if token != TOKEN or self.token_revoked:
            return _error(ApiError(401, "Unauthorized"))
        form = dict(parse_qsl(request.body.decode(), keep_blank_values=True, strict_parsing=bool(request.body)))
        fault = self._faults[method].popleft() if self._faults[method] else None
        if fault and not fault.done:
            self.calls.append(Call(method, dict(form), time.monotonic()))
            return await self._misbehave(fault)
        try:
            result = await self._carry_out(method, form)
        except ApiError as error:
            if error.code == 400 and not error.parameters:
                self.refusals.append(f"{method}: {error.description}")
            async with self._changed:
                self._changed.notify_all()
            return _error(error)
        if fault:
            return await self._misbehave(fault)
        return http.Answer(body=json.dumps({"ok": True, "result": result}).encode())

    async def _misbehave(self, fault: Fault) -> http.Answer:
        async with self._changed:
            self._changed.notify_all()
        await asyncio.sleep(fault.silence)
        if fault.nonsense:
            return http.Answer(body=fault.nonsense)
        if fault.status:
            return _error(ApiError(fault.status, fault.description, fault.parameters))
        return http.Answer(tear=True)

    async def _carry_out(self, method: str, form: dict[str, str]) -> Any:
        try:
            parameters = schema.parameters(method, form)
        except schema.SchemaError as error:
            raise ApiError(400, f"Bad Request: {error}") from error
        self.calls.append(Call(method, parameters, time.monotonic()))
        if method == "getUpdates":
            return await self._get_updates(parameters)
        name = re.sub(r"(?<!^)([A-Z])", r"_\1", method).lower()
        async with self._changed:
            result = getattr(self, f"_{name}")(**parameters)
            self._changed.notify_all()
        return result

    def _get_me(self) -> Json:
        return ME

    async def _get_updates(self, given: Json) -> list[Json]:
        if self.webhook.get("url"):
            raise ApiError(409, "Conflict: can't use getUpdates method while webhook is active")
        if self.other_poller:
            raise ApiError(409, "Conflict: terminated by other getUpdates request")
        _check(set(given.get("allowed_updates", [])) <= _UPDATES, "unknown update type in allowed_updates")
        async with self._changed:
            self._updates = [one for one in self._updates if one["update_id"] >= given.get("offset", 0)]
            if not self._updates and given.get("timeout"):
                try:
                    async with asyncio.timeout(given["timeout"]):
                        await self._changed.wait_for(lambda: self._updates)
                except TimeoutError:
                    return []
            allowed = set(given.get("allowed_updates", _UPDATES))
            return [one for one in self._updates[: given.get("limit", 100)] if one.keys() & allowed]

    def _set_webhook(self, url: str, **more: Any) -> bool:
        _check(re.fullmatch(r"[A-Za-z0-9_-]{1,256}", more.get("secret_token", "x")), "bad secret token")
        _check(set(more.get("allowed_updates", [])) <= _UPDATES, "unknown update type in allowed_updates")
        self.webhook = {"url": url, **more}
        return True

    def _delete_webhook(self, **_: Any) -> bool:
        self.webhook = {}
        return True

    def _get_webhook_info(self) -> Json:
        url = self.webhook.get("url", "")
        return {"url": url, "has_custom_certificate": False, "pending_update_count": len(self._updates)}

    def _send_message(self, chat_id: int, text: str, **more: Any) -> Json:
        if chat_id in self._moved:
            moved = {"migrate_to_chat_id": self._moved[chat_id]}
            raise ApiError(400, "Bad Request: group chat was upgraded to a supergroup chat", moved)
        if chat_id in self._blocked:
            raise ApiError(403, "Forbidden: bot was blocked by the user")
        quote = more.get("reply_parameters")
        if quote and quote["message_id"] not in self.chats[chat_id]:
            _check(quote.get("allow_sending_without_reply"), "message to be replied not found")
            quote = None
        message = {
            "message_id": next(self._ids),
            "date": int(time.time()),
            "chat": _chat(chat_id),
            "from": ME,
            **_content(text, more),
        }
        if quote:
            message["reply_to_message"] = self.chats[chat_id][quote["message_id"]]
        if more.get("message_thread_id"):
            message |= {"message_thread_id": more["message_thread_id"], "is_topic_message": True}
        self.chats[chat_id][message["message_id"]] = message
        return _visible(message)

    def _edit_message_text(self, chat_id: int, message_id: int, text: str, **more: Any) -> Json:
        message = self._editable(chat_id, message_id)
        return self._replace(message, _content(text, more), more)

    def _edit_message_reply_markup(self, chat_id: int, message_id: int, **more: Any) -> Json:
        return self._replace(self._editable(chat_id, message_id), {}, more)

    def _editable(self, chat_id: int, message_id: int) -> Json:
        message = self.chats[chat_id].get(message_id)
        if message is None:
            raise ApiError(400, "Bad Request: message to edit not found")
        _check(message["from"]["id"] == ME["id"], "message can't be edited")
        return message

    def _replace(self, old: Json, content: Json, more: Json) -> Json:
        changed = {**{name: value for name, value in old.items() if name != "reply_markup"}, **content}
        if "reply_markup" in more:
            _check_markup(more["reply_markup"])
            changed["reply_markup"] = more["reply_markup"]
        if all(changed.get(name) == old.get(name) for name in ("html", "reply_markup")):
            raise ApiError(
                400,
                "Bad Request: message is not modified: specified new message content and reply markup are exactly the "
                "same as a current content and reply markup of the message",
            )
        changed["edit_date"] = int(time.time())
        self.chats[old["chat"]["id"]][old["message_id"]] = changed
        return _visible(changed)

    def _delete_message(self, chat_id: int, message_id: int) -> bool:
        _check(self.chats[chat_id].pop(message_id, None), "message to delete not found")
        return True

    def _answer_callback_query(self, callback_query_id: str, text: str = "", **_: Any) -> bool:
        self._use(callback_query_id)
        _check(units(text) <= 200, "MESSAGE_TOO_LONG")
        return True

    def _answer_inline_query(self, inline_query_id: str, results: list[Json], **more: Any) -> bool:
        self._use(inline_query_id)
        _check(len(results) <= 50, "RESULTS_TOO_MUCH")
        _check(len({one["id"] for one in results}) == len(results), "RESULT_ID_DUPLICATE")
        for one in results:
            _check(0 < len(one["id"].encode()) <= 64, "RESULT_ID_INVALID")
            content = one["input_message_content"]
            _content(content["message_text"], {**content, "reply_markup": one.get("reply_markup")})
        if button := more.get("button"):
            _check(re.fullmatch(r"[A-Za-z0-9_-]{1,64}", button.get("start_parameter", "")), "START_PARAM_INVALID")
            _check(button["text"], "BUTTON_TEXT_INVALID")
        return True

    def _use(self, query: str) -> None:
        if self._queries.get(query) != "open":
            raise ApiError(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
        self._queries[query] = "answered"

    def _get_my_commands(self, scope: Json | None = None, language_code: str = "") -> list[Json]:
        found: list[Json] = self._profile.get(f"commands {scope} {language_code}", [])
        return found

    def _set_my_commands(self, commands: list[Json], scope: Json | None = None, language_code: str = "") -> bool:
        _check(len(commands) <= 100, "BOT_COMMANDS_TOO_MUCH")
        for one in commands:
            _check(re.fullmatch(r"[a-z0-9_]{1,32}", one["command"]), "BOT_COMMAND_INVALID")
            _check(1 <= units(one["description"]) <= 256, "BOT_COMMAND_DESCRIPTION_INVALID")
        self._profile[f"commands {scope} {language_code}"] = commands
        return True

    def _get_my_description(self, **_: Any) -> Json:
        return {"description": self._profile.get("description", "")}

    def _set_my_description(self, description: str = "", **_: Any) -> bool:
        _check(units(description) <= 512, "description is too long")
        self._profile["description"] = description
        return True

    def _get_my_short_description(self, **_: Any) -> Json:
        return {"short_description": self._profile.get("short_description", "")}

    def _set_my_short_description(self, short_description: str = "", **_: Any) -> bool:
        _check(units(short_description) <= 120, "short description is too long")
        self._profile["short_description"] = short_description
        return True

    def _get_chat_menu_button(self, **_: Any) -> Json:
        found: Json = self._profile.get("menu_button", {"type": "default"})
        return found

    def _set_chat_menu_button(self, menu_button: Json, **_: Any) -> bool:
        self._profile["menu_button"] = menu_button
        return True

    @staticmethod
    def _words(text: str) -> Json:
        """Return the text of a message with what Telegram finds in it."""
        kinds = {"bot_command": r"(?<!\S)/[A-Za-z0-9_]+(?:@\w+)?", "mention": r"(?<!\S)@\w{4,}"}
        entities = [
            {"type": kind, "offset": units(text[: found.start()]), "length": units(found[0])}
            for kind, pattern in kinds.items()
            for found in re.finditer(pattern, text)
        ]
        return {"text": text, "entities": entities}


def buttons(message: Json) -> list[list[Json]]:
    """Return the rows of buttons under a message."""
    rows: list[list[Json]] = message.get("reply_markup", {}).get("inline_keyboard", [])
    return rows


def labels(message: Json) -> list[str]:
    """Return what the buttons under a message say."""
    return [one["text"] for row in buttons(message) for one in row]


def photo(name: str) -> Json:
    """Return the fields of a message with a picture."""
    size = {"file_id": name, "file_unique_id": name, "width": 90, "height": 90, "file_size": 1000}
    return {"photo": [size]}


def _content(text: str, more: Json) -> Json:
    """Return the content of a message, once Telegram has nothing against it."""
    try:
        seen = shown(text, more.get("parse_mode"))
    except EntityError as error:
        raise ApiError(400, f"Bad Request: can't parse entities: {error}") from error
    _check(seen.text.strip(), "message text is empty")
    _check(units(seen.text) <= MAX_UNITS, "message is too long")
    _check(seen.entities <= MAX_ENTITIES, "more entities than Telegram keeps")
    content: Json = {"text": seen.text, "html": text, "links": seen.links}
    if more.get("reply_markup"):
        _check_markup(more["reply_markup"])
        content["reply_markup"] = more["reply_markup"]
    return content


def _visible(message: Json) -> Json:
    """Return a message as Telegram hands it out, without the test's own notes."""
    return {name: value for name, value in message.items() if name not in {"html", "links"}}


def _check_markup(markup: Json) -> None:
    rows = markup["inline_keyboard"]
    _check(sum(map(len, rows)) <= 100, "too many buttons")
    for row in rows:
        _check(1 <= len(row) <= 8, "bad row of buttons")
        for one in row:
            _check(one["text"].strip(), "button text is empty")
            _check(len(one) == 2, "a button has exactly one action")
            if "callback_data" in one:
                _check(1 <= len(one["callback_data"].encode()) <= 64, "BUTTON_DATA_INVALID")
            if "url" in one:
                _check_url(one["url"])


def _check_url(url: str) -> None:
    parts = urlsplit(url)
    _check(parts.scheme in {"http", "https", "tg"}, "BUTTON_URL_INVALID")
    if parts.netloc == "t.me" and parts.query:
        start = parse_qs(parts.query).get("start", [""])[0]
        _check(re.fullmatch(r"[A-Za-z0-9_-]{1,64}", start), "START_PARAM_INVALID")


def _check(good: object, description: str) -> None:
    if not good:
        raise ApiError(400, f"Bad Request: {description}")


def _error(error: ApiError) -> http.Answer:
    body: Json = {"ok": False, "error_code": error.code, "description": error.description}
    if error.parameters:
        body["parameters"] = error.parameters
    return http.Answer(error.code, json.dumps(body).encode())


def _person(number: int) -> Json:
    return {"id": number, "is_bot": False, "first_name": f"Orang {number}", "language_code": "id"}


def _chat(number: int) -> Json:
    if number > 0:
        return {"id": number, "type": "private", "first_name": f"Orang {number}"}
    return {"id": number, "type": "supergroup", "title": "Grup"}


def _member(status: str) -> Json:
    kicked = {"until_date": 0} if status == "kicked" else {}
    return {"user": ME, "status": status, **kicked}
