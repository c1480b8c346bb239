"""A small HTTP server that plays GitHub's and GitLab's comments and a place to download from, and keeps what it was asked."""

import json
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

TOKEN = "a-token"
GITHUB = re.compile(r"/repos/office/site/issues/7/comments|/repos/office/site/issues/comments/(\d+)")
GITLAB = re.compile(r"/projects/5/merge_requests/7/notes(?:/(\d+))?")


class Service:
    def __init__(self):
        self.comments: dict[int, str] = {}
        self.requests: list[str] = []
        self.files: dict[str, bytes] = {}
        self.may_write = True
        self.next_id = 1000
        service = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_):
                pass

            def answer(self):
                length = int(self.headers.get("Content-Length") or 0)
                service.answer(self, self.rfile.read(length))

            do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = answer

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def add(self, body: str) -> int:
        self.next_id += 1
        self.comments[self.next_id] = body
        return self.next_id

    def answer(self, request, body: bytes):
        address = urlsplit(request.path)
        if address.path in self.files:
            return self.send(request, 200, self.files[address.path])
        self.requests.append(request.command)
        github, gitlab = GITHUB.fullmatch(address.path), GITLAB.fullmatch(address.path)
        given = request.headers.get("Authorization" if github else "PRIVATE-TOKEN")
        if given != (f"Bearer {TOKEN}" if github else TOKEN):
            return self.send(request, 401, b'{"message": "Bad credentials"}')
        form = self.github if github else self.gitlab
        number = int((github or gitlab)[1] or 0)
        if request.command == "GET":
            query = parse_qs(address.query)
            size, page = int(query["per_page"][0]), int(query["page"][0])
            listed = [form(*item) for item in self.comments.items()][(page - 1) * size : page * size]
            return self.send(request, 200, json.dumps(listed, ensure_ascii=False, indent=2 if gitlab else None).encode())
        if not self.may_write:
            return self.send(request, 403, b'{"message": "Resource not accessible by integration"}')
        if request.command == "DELETE":
            del self.comments[number]
            return self.send(request, 204, b"")
        assert request.command == ("POST" if not number else "PATCH" if github else "PUT"), request.command
        text = json.loads(body)["body"]
        if number:
            self.comments[number] = text
        else:
            number = self.add(text)
        self.send(request, 200, json.dumps(form(number, text)).encode())

    def github(self, number: int, body: str) -> dict:
        """The fields that matter for finding a comment, in GitHub's order."""
        return {
            "url": f"{self.url}/repos/office/site/issues/comments/{number}",
            "html_url": f"{self.url}/office/site/pull/7#issuecomment-{number}",
            "issue_url": f"{self.url}/repos/office/site/issues/7",
            "id": number,
            "user": {"login": "bot", "id": 41898282, "url": f"{self.url}/users/bot"},
            "created_at": "2026-11-30T08:00:00Z",
            "body": body,
            "reactions": {"url": f"{self.url}/repos/office/site/issues/comments/{number}/reactions", "total_count": 0},
        }

    @staticmethod
    def gitlab(number: int, body: str) -> dict:
        author = {"id": 77, "username": "bot", "state": "active"}
        return {"id": number, "type": None, "body": body, "author": author, "system": False, "noteable_iid": 7}

    @staticmethod
    def send(request, status: int, body: bytes):
        request.send_response(status)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)
