#pragma once
class Counter {};
