"""Configurations of any size, with tasks as real notices word them."""

import pathlib
import random
import shutil

SAMPLE = pathlib.Path(__file__).parents[2] / "config"
VERBS = ["Rà soát", "Tham mưu", "Tổng hợp, báo cáo", "Chủ trì kiểm tra", "Đôn đốc", "Hoàn thiện hồ sơ", "Lập danh sách",
         "Phối hợp giải quyết", "Khẩn trương xử lý", "Tuyên truyền, vận động"]
OBJECTS = ["công tác phòng, chống dịch COVID-19 trên địa bàn", "giải phóng mặt bằng dự án khu đô thị Phú Lộc",
           "các trường hợp lấn chiếm vỉa hè, lòng đường", "tiến độ giải ngân vốn đầu tư công năm 2021",
           "đơn thư khiếu nại, tố cáo của công dân", "quy hoạch sử dụng đất thời kỳ 2021 - 2030",
           "việc cấp giấy chứng nhận quyền sử dụng đất", "chỉnh trang đô thị dịp Tết Nguyên đán Nhâm Dần",
           "hồ sơ quyết toán các công trình hoàn thành", "học sinh chưa đủ thiết bị học trực tuyến"]
CLOSINGS = ["báo cáo UBND thành phố trước khi triển khai", "gửi kết quả về Văn phòng để tổng hợp",
            "bảo đảm đúng quy định của pháp luật", "không để phát sinh điểm nóng"]
DEADLINES = ["2022-03-15", "2021-12", '"before 2022-01-20"', "5 days after notice", "10 working days after notice",
             "2022-Q1", "urgent", "standing", "none", "at once"]

DONDOC = """\
office: {{name: Văn phòng HĐND - UBND thành phố Lạng Sơn, short: VP UBND}}
timezone: Asia/Ho_Chi_Minh
language: vi
calendar: vn
hours: {{monday-friday: ["07:30-11:30", "13:30-17:00"]}}
operator: {{email: [quan-tri@ubnd.example]}}
limits: {{per-address-per-day: 100000, per-hour: 10000000}}
gateways:
  email: {{channel: email, from: "VP UBND <van-phong@ubnd.example>", command: {command}, concurrency: {concurrency}}}
  sms: {{channel: sms, command: ["/bin/sleep", "3600"], timeout: 2s}}
policies:
  standard:
    at: "08:00"
    lead:
      via: [email]
      steps: [on assignment, 7 days before, 3 working days before, 1 working day before, on the day,
              1 working day after, 3 working days after, then every 5 working days, until 60 working days after]
    escalate: {{after: 3 overdue reminders, to: [don-vi-1]}}
    review: every 10 working days
"""


def configuration(folder, directives, files, units=200, leads=1, command='["/bin/true", "{to}"]', concurrency=4):
    """Writes a configuration of so many directives; the n-th is led by the n-th unit and those after it."""
    folder = pathlib.Path(folder)
    (folder / "directives").mkdir(parents=True)
    shutil.copytree(SAMPLE / "calendars", folder / "calendars")
    (folder / "dondoc.yaml").write_text(DONDOC.format(command=command, concurrency=concurrency))
    with open(folder / "directory.yaml", "w") as directory:
        directory.write("units:\n")
        for unit in range(1, units + 1):
            directory.write(
                f"  don-vi-{unit}: {{name: Đơn vị số {unit} thành phố, email: [dv{unit}@ubnd.example], "
                f"sms: [\"+9991{unit:08}\"]}}\n")
    chance = random.Random(1)
    number = 0
    for file in range(files):
        with open(folder / "directives" / f"tb-{file}.yaml", "w") as notice:
            notice.write(
                f"notice:\n  id: tb-{file}\n  symbol: TB-UBND\n  number: \"{file}\"\n"
                "  title: Kết luận giao ban Chủ tịch, các Phó Chủ tịch UBND thành phố Lạng Sơn\n"
                "  issuer: UBND thành phố Lạng Sơn\n  issued: 2021-11-27\n  met: 2021-11-26\n  assigned: 2021-11-27\n\n"
                "directives:\n")
            for item in range(directives * file // files, directives * (file + 1) // files):
                lead = ", ".join(f"don-vi-{(number * leads + more) % units + 1}" for more in range(leads))
                notice.write(
                    f'  - id: "{item}"\n'
                    f"    task: {chance.choice(VERBS)} {chance.choice(OBJECTS)}; {chance.choice(VERBS).lower()} "
                    f"{chance.choice(OBJECTS)}, {chance.choice(CLOSINGS)}\n"
                    f"    lead: [{lead}]\n    deadline: {chance.choice(DEADLINES)}\n")
                number += 1
    return folder
